using PromptToImage.AwsEmulator.Objects;

namespace PromptToImage.AwsEmulator.Tests.Objects;

public sealed class ObjectPathTests
{
    [Theory]
    [InlineData("images/2026/11/22/order-1234.png", "b/images/2026/11/22/order-1234.png")]
    [InlineData("staging/order-1234", "b/staging/order-1234.%")]
    [InlineData("a", "b/a.%")]
    [InlineData("a/b", "b/a/b.%")]
    [InlineData("v1.2/x.png", "b/v1%2E2/x.png")]
    [InlineData("../../etc/passwd", "b/%2E%2E/%2E%2E/etc/passwd.%")]
    [InlineData("/rooted", "b/%/rooted.%")]
    [InlineData("a//b", "b/a/%/b.%")]
    [InlineData("folder/", "b/folder/.%")]
    [InlineData(".hidden", "b/%2Ehidden.%")]
    [InlineData("..", "b/%2E%2E.%")]
    [InlineData("C:\\x|y?.txt", "b/C%3A%5Cx%7Cy%3F.txt")]
    [InlineData("日.png", "b/%E6%97%A5.png")]
    [InlineData("100%.png", "b/100%25.png")]
    public void The_path_of_a_key_is_its_name_with_unsafe_characters_escaped(string key, string path) => Assert.Equal(path, ObjectPath.For("b", key));

    [Theory]
    [InlineData("Photo.PNG", "b/%50hoto.%50%4E%47")]
    [InlineData("A/photo.png", "b/%41/photo.png")]
    [InlineData("%A/photo.png", "b/%25%41/photo.png")]
    public void Capital_letters_are_escaped_where_the_file_system_ignores_case(string key, string path) =>
        Assert.Equal(path, ObjectPath.For("b", key, ignoresCase: true));

    [Fact]
    public void Keys_that_differ_in_case_have_paths_that_differ_in_more_than_case()
    {
        string[] keys = ["ab.c", "Ab.c", "aB.c", "AB.c", "ab.C", "Ab.C", "aB.C", "AB.C"];
        var paths = keys.Select(key => ObjectPath.For("b", key, ignoresCase: true));
        Assert.Equal(keys.Length, paths.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Long_keys_have_short_and_different_paths()
    {
        var first = ObjectPath.For("b", new string('x', 500) + "1.png");
        var second = ObjectPath.For("b", new string('x', 500) + "2.png");
        Assert.NotEqual(first, second);
        Assert.True(first.Length < 255);
        Assert.True(ObjectPath.For("b", string.Concat(Enumerable.Repeat("日/", 256))).Length < 2000);
    }

    [Fact]
    public void Different_keys_have_different_paths_and_no_path_is_also_a_folder()
    {
        var random = new Random(20261122);
        const string letters = "ab./%~-\\ é";
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (keys.Count < 20_000)
        {
            var key = new char[random.Next(1, random.Next(100) == 0 ? 1000 : 9)];
            for (var i = 0; i < key.Length; i++)
            {
                key[i] = letters[random.Next(letters.Length)];
            }

            keys.Add(new string(key));
        }

        var paths = keys.Select(key => ObjectPath.For("b", key)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(keys.Count, paths.Count);
        var folders = paths.SelectMany(Parents).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(paths, folders.Contains);
        Assert.All(
            paths,
            path =>
                Assert.All(
                    path.Split('/'),
                    name => Assert.True(name is not ("" or "." or "..") && name.Length < 255 && !name.Contains('\\'))
                )
        );
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }
}
