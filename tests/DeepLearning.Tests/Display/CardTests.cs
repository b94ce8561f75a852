using DeepLearning.Display;

namespace DeepLearning.Tests.Display;

public class CardTests
{
    private static readonly Comparison Equal = Comparison.Of("MAE", book: 3.5671, ours: 3.56712, decimals: 4);
    private static readonly Comparison Different = Comparison.Of("RMSE <test>", book: 5.0476, ours: 5.05, decimals: 4);

    [Fact]
    public void The_text_has_aligned_columns_and_a_verdict_in_words()
    {
        var card = Card.Of("Least squares", Equal, Different).WithNote("Said for a reason.");
        Assert.Equal("""
            Least squares: ≠ 1 of 2 rows agree.
                           book    ours  equal?
            MAE          3.5671  3.5671  ✓ equal
            RMSE <test>  5.0476  5.0500  ≠ differs by 0.0024
            Said for a reason.
            """.ReplaceLineEndings("\n"), card.ToString());
        Assert.False(card.AllAgree);
    }

    [Fact]
    public void The_html_escapes_names_and_breaks_matrices_into_rows()
    {
        string html = Card.Of("A & B", Different, Comparison.Of("W", new double[2, 1], new double[2, 1], 0)).ToHtml();
        Assert.Contains("A &amp; B", html);
        Assert.Contains("RMSE &lt;test&gt;", html);
        Assert.Contains("0<br>0", html);
        Assert.Contains("≠ differs by 0.0024", html);
    }

    [Fact]
    public void Columns_can_have_other_names()
    {
        var card = Card.Of("Check", Equal).WithColumns("finite difference", "backward pass");
        Assert.Contains("<th style=\"border-bottom:1px solid currentColor;padding:.15em .7em;text-align:right\">finite difference</th>",
            card.ToHtml());
        Assert.Equal("Check: ✓ it agrees.", card.ToString().Split('\n')[0]);
    }

    [Fact]
    public void A_card_without_rows_is_refused()
    {
        Assert.StartsWith("Card 'Empty': no comparison given", Assert.Throws<ArgumentException>(() => Card.Of("Empty")).Message);
    }
}
