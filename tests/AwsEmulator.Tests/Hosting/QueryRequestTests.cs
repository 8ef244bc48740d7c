using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

public sealed class QueryRequestTests
{
    [Fact]
    public void Members_of_a_list_are_in_numeric_order()
    {
        var request = Parse("Entry.10.Id=c&Entry.2.Id=b&Entry.1.Id=a&Entry.x.Id=d&Entries.1.Id=e");
        Assert.Equal(["Entry.1", "Entry.2", "Entry.10"], request.Members("Entry"));
        Assert.Equal("c", request["Entry.10.Id"]);
    }

    [Fact]
    public void Values_are_the_parameters_directly_below_a_name()
    {
        var request = Parse("Action=Send&Entry.1.Id=a&Entry.1.Body=x+y&Entry.1.Attribute.1.Name=n");
        Assert.Equal([new("Action", "Send")], request.Values(""));
        Assert.Equal([new("Id", "a"), new("Body", "x y")], request.Values("Entry.1"));
        Assert.Empty(request.Values("Entry.2"));
    }

    [Fact]
    public void A_repeated_parameter_has_its_last_value()
    {
        var request = Parse("Id=a&Id=b");
        Assert.Equal("b", request["Id"]);
        Assert.Equal([new("Id", "b")], request.Values(""));
    }

    [Fact]
    public void The_memory_for_a_name_of_full_stops_is_bounded()
    {
        var name = new string('.', 1_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var request = Parse($"{name}=x");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20_000_000);
        Assert.Equal("x", request[name]);
    }

    private static QueryRequest Parse(string form) => QueryRequest.Parse("/", form);
}
