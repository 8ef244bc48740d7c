using System.Security.Cryptography;
using System.Text;
using PromptToImage.Pipeline.Models.Drawing;

namespace PromptToImage.Pipeline.Tests.Models;

public sealed class PromptDrawingTests
{
    private readonly PromptDrawing _drawing = new();

    [Fact]
    public void Any_text_can_be_drawn_at_any_size()
    {
        var random = new Random(20261122);
        string[] alphabets = ["abc ", "\n \t", "ÀéßőŁ¿…", "日本語 ", "🦊👩‍👩‍👧 ", "\0\u0007\u200B\uFEFF", "\ud800x"];
        for (var i = 0; i < 150; i++)
        {
            var alphabet = alphabets[random.Next(alphabets.Length)];
            var text = new StringBuilder();
            for (var length = random.Next(1, i % 10 == 0 ? 3000 : 60); length > 0; length--)
            {
                text.Append(alphabet[random.Next(alphabet.Length)]);
            }

            using var canvas = Draw(text.ToString(), 640 + (64 * random.Next(15)), 640 + (64 * random.Next(15)));
            Assert.True(canvas.Pixels.IndexOfAnyExceptInRange((byte)0, (byte)(canvas.Palette.Count - 1)) < 0);
        }
    }

    [Fact]
    public void Every_letter_of_latin_1_has_its_own_glyph()
    {
        var drawn = Enumerable.Range(0x21, 0x5E).Concat(Enumerable.Range(0xA1, 0x5F)).Where(code => code != 0xAD).ToList();
        Assert.All(drawn, code => Assert.True(StrokeFont.Has(new Rune(code)), $"U+{code:X4}"));
        var shapes = drawn
            .Select(code => GlyphBitmap.Draw(StrokeFont.Glyph(new Rune(code)), 3))
            .Select(glyph => $"{glyph.Top} {glyph.Width} {Convert.ToHexString(SHA256.HashData(glyph.Coverage))}");
        Assert.Equal(drawn.Count, shapes.Distinct().Count());
    }

    [Fact]
    public void A_character_without_a_glyph_is_a_box_with_its_code_point()
    {
        var first = GlyphBitmap.Draw(StrokeFont.Glyph(new Rune('日')), 3);
        var second = GlyphBitmap.Draw(StrokeFont.Glyph(new Rune('本')), 3);
        Assert.NotEqual(first.Coverage, second.Coverage);
    }

    [Fact]
    public void A_short_prompt_is_drawn_large_and_a_long_one_completely()
    {
        var size = 800.0;
        Assert.Equal(5.2, TextBlock.Fit("A croissant", size, 500).Scale);
        var words = string.Join(' ', Enumerable.Range(0, 1500).Select(i => $"w{i}"));
        var block = TextBlock.Fit(words, size, 750);
        Assert.Equal(words, string.Join(' ', block.Lines.Select(line => string.Concat(line.Runes))));
        Assert.True(block.Width <= size && block.Height <= 750);
    }

    [Fact]
    public void A_text_too_long_for_any_size_ends_in_an_ellipsis()
    {
        var block = TextBlock.Fit(string.Concat(Enumerable.Repeat("\u65E5", 10_000)), 800, 750);
        Assert.Equal('…', block.Lines[^1].Runes[^1].Value);
        Assert.True(block.Height <= 750);
    }

    private Canvas Draw(string text, int width, int height) =>
        _drawing.Draw(width, height, text, "foot", SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
