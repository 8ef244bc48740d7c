using System.Globalization;
using System.Text.Json.Nodes;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Simulation;

namespace PromptToImage.Cdk.Tests.Cost;

/// <summary>The figures of docs/cost.md follow from its assumptions, the definition and the template.</summary>
public sealed class CostTests(Synthesis synthesis)
{
    private static readonly string Document = File.ReadAllText(Synthesis.Repository.Path("docs", "cost.md"));
    private static readonly PriceList Numbers = new(Document);
    private static readonly JsonObject Definition = JsonNode.Parse(Synthesis.Repository.ReadDefinition())!.AsObject();

    /// <summary>Images per month.</summary>
    private static readonly decimal[] Loads = [100, 1_000, 10_000, 100_000, 300_000, 1_000_000];

    private CostModel Model => new(Numbers, Definition, synthesis.Pipeline);

    [Fact]
    public void A_thousand_images_item_by_item() =>
        Says("| item | quantity | US$ each | US$ |\n|---|---|---|---|\n" + Bill(Model.ThousandImages()));

    [Fact]
    public void The_HTTP_API_for_a_thousand_prompts() =>
        Says(string.Create(CultureInfo.InvariantCulture, $"such requests each cost {Model.ThousandOverHttp():0.00} dollars more"));

    [Fact]
    public void Every_month_item_by_item() =>
        Says("| every month | quantity | US$ each | US$ |\n|---|---|---|---|\n" + Bill(Model.EveryMonth()));

    [Fact]
    public void Containers_item_by_item() =>
        Says("| containers, every month | quantity | US$ each | US$ |\n|---|---|---|---|\n" + Bill(Model.ContainersEveryMonth()));

    [Fact]
    public void Serverless_and_containers_at_several_loads() =>
        Says(
            "| images a month | the model | serverless | containers | the more expensive one adds |\n|---|---|---|---|---|\n"
                + string.Join('\n', Loads.Select(Load))
        );

    [Fact]
    public void The_load_at_which_costs_are_equal()
    {
        var crossing = Math.Round(Model.Crossing() / 1000) * 1000;
        Says(
            string.Create(
                CultureInfo.InvariantCulture,
                $"**{crossing:#,0} images a month**, where the model costs {Model.ModelFor(crossing):#,0} dollars"
            )
        );
    }

    [Fact]
    public void The_decision_on_containers_has_the_same_numbers()
    {
        var decision = File.ReadAllText(Synthesis.Repository.Path("docs", "decisions", "0006-serverless-or-containers.md"));
        var crossing = Math.Round(Model.Crossing() / 1000) * 1000;
        var idle = CostModel.Sum(Model.ContainersEveryMonth()) - CostModel.Sum(Model.EveryMonth());
        foreach (
            var text in new[]
            {
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{crossing:#,0} images a month, where the model costs {Model.ModelFor(crossing):#,0} dollars"
                ),
                string.Create(CultureInfo.InvariantCulture, $"{CostModel.Sum(Model.WithoutTheModel()):0.00} dollars a thousand images"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{CostModel.Sum(Model.ContainersWithoutTheModel()):0.00} dollars a thousand |"
                ),
                string.Create(CultureInfo.InvariantCulture, $"{idle:0} dollars a month more while idle"),
            }
        )
        {
            Assert.Contains(text, decision, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Transitions_are_those_of_the_definition()
    {
        Says($"An image takes {Model.Transitions()} transitions");
        Says($"a prompt that *Validate prompt* rejects takes {Model.Transitions(StateNames.Validate)}");
        Says($"A prompt that the content filter blocks takes {Model.Transitions(StateNames.Generate)} ");
    }

    [Fact]
    public void Prices_are_those_of_the_simulator()
    {
        Assert.Equal(ModelPrices.For(PromptRules.DefaultModelId), Numbers["image, Stable Image Core"]);
        const int Many = 1_000_000;
        var usage = new Usage
        {
            StateTransitions = Many,
            Invocations = Many,
            GigabyteSeconds = Many,
            QueueRequests = Many,
            ObjectWrites = Many,
            Notifications = Many,
            ModelCharges = Many,
            ObjectReads = Many,
            Executions = Many,
        };
        var bill = Simulated(usage);
        Assert.Equal(bill["Step Functions"], Many * Numbers["state transition"]);
        Assert.Equal(bill["Lambda requests"], Many * Numbers["Lambda request"]);
        Assert.Equal(bill["Lambda duration"], Many * Numbers["Lambda GB-second"]);
        Assert.Equal(bill["SQS"], Many * Numbers["SQS request"]);
        Assert.Equal(bill["S3 writes and lists"], Many * Numbers["S3 write"]);
        Assert.Equal(bill["SNS"], Many * Numbers["SNS message"]);
        Assert.Equal(bill["SNS e-mails"], Many * Numbers["SNS e-mail"]);
        Assert.Equal(bill["S3 reads"], Many * Numbers["S3 read"]);
        Assert.Equal(bill["S3, kept for a month"], Many * Numbers["size of an image, MB"] / 1000 * Numbers["S3 GB, a month"]);
        Assert.Equal(bill["CloudWatch Logs"], Many * Numbers["log of one execution, MB"] / 1000 * Numbers["log GB"]);
        Assert.Equal(bill["X-Ray"], Many * Numbers["trace"]);
    }

    [Fact]
    public void A_month_without_prompts_costs_the_same_in_the_simulator() =>
        Assert.Equal(
            Model.EveryMonth().Select(item => (item.Quantity, item.Usd)),
            Simulation.Bill.EveryMonth.Select(item => ((decimal)item.Quantity, item.Usd))
        );

    private static Dictionary<string, decimal> Simulated(Usage usage) =>
        Simulation.Bill.Estimate(usage, usdPerImage: 0).ToDictionary(item => item.What, item => item.Usd);

    private string Load(decimal images)
    {
        var model = Model.ModelFor(images);
        var serverless = CostModel.Sum(Model.EveryMonth()) + (images / 1000 * CostModel.Sum(Model.WithoutTheModel()));
        var containers = CostModel.Sum(Model.ContainersEveryMonth()) + (images / 1000 * CostModel.Sum(Model.ContainersWithoutTheModel()));
        var share = Math.Abs(serverless - containers) / (model + Math.Min(serverless, containers));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {images:#,0} | {model:#,0.00} | {serverless:#,0.00} | {containers:#,0.00} | {share:0.0 %} |"
        );
    }

    private static string Bill(IReadOnlyList<CostItem> items) =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Join('\n', items)}\n| **all** | | | **{CostModel.Sum(items):0.00}** |");

    private static void Says(string text) =>
        Assert.True(Document.Contains(text, StringComparison.Ordinal), $"docs/cost.md does not say:\n\n{text}\n");
}
