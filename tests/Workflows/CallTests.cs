using System.Net;
using System.Net.Sockets;
using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

/// <summary>Calls to other systems (S21): made after the commit, guarded, tried again, and answered into the flow. The other system is a socket of this test.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private Engine engine = null!;
    private OtherSystem other = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(DatabaseProvider.Sqlite);
        other = new();
        engine.Outside.InsideHosts.Add("localhost");
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task A_call_leaves_after_the_commit_and_its_answer_lets_the_flow_go_on()
    {
        var thing = await CallAsync(new { Url = $"{other.Address}saker?namn={{{{ title }}}}&f={{{{ department }}}}", HttpMethod = "POST", Body = "{\"titel\": \"{{ title }}\", \"f\": \"{{ department }}\"}" });
        other.Heard.ShouldBeEmpty("not within the transaction");
        engine.Things.Value(thing, "status").ShouldBeNull();

        await engine.RunAsync<MakeCalls>();

        var heard = other.Heard.ShouldHaveSingleItem();
        heard.ShouldStartWith("POST /saker?namn=Bokbuss&f=%22kultur%22%20%26%20fritid HTTP/1.1");
        heard.ShouldContain("{\"titel\": \"Bokbuss\", \"f\": \"\\u0022kultur\\u0022 \\u0026 fritid\"}");
        heard.ShouldContain("Idempotency-Key: ");
        engine.Things.Value(thing, "status").ShouldBe("2xx");
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.CallAnswered" && l.WhyArguments.SequenceEqual(new[] { "localhost", "200" }));
        (await CallsAsync()).ShouldBe(0, "what was said is not kept");
    }

    [Theory]
    [InlineData(404, "4xx")]
    [InlineData(302, "other")]
    public async Task Each_class_of_answer_is_a_way_of_its_own_and_redirects_are_not_followed(int status, string way)
    {
        other.Status = status;
        var thing = await CallAsync(new { Url = other.Address });

        await engine.RunAsync<MakeCalls>();

        engine.Things.Value(thing, "status").ShouldBe(way);
        other.Heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task S22_of_an_answer_however_long_the_status_alone_is_read()
    {
        other.Length = 1L << 40;
        var thing = await CallAsync(new { Url = other.Address });

        await engine.RunAsync<MakeCalls>();

        engine.Things.Value(thing, "status").ShouldBe("2xx");
    }

    [Fact]
    public async Task S22_an_answer_of_endless_headers_is_none()
    {
        other.Headers = $"X-Long: {new string('x', 100_000)}\r\n";
        var thing = await CallAsync(new { Url = other.Address });

        await engine.RunAsync<MakeCalls>();

        other.Heard.Count.ShouldBe(1);
        engine.Things.Value(thing, "status").ShouldBeNull("and it is tried again");
    }

    [Fact]
    public async Task A_call_that_fails_is_made_again_with_growing_pauses_and_at_last_given_up()
    {
        other.Status = 503;
        var thing = await CallAsync(new { Url = other.Address, HttpResponseCodes = "200" });

        foreach (var (minutes, made) in new[] { (0, 1), (0, 1), (1, 2), (5, 3), (30, 4), (120, 5), (359, 5), (1, 6) })
        {
            engine.Things.Value(thing, "status").ShouldBeNull();
            engine.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await engine.RunAsync<MakeCalls>();
            other.Heard.Count.ShouldBe(made, $"after {minutes}");
        }

        engine.Things.Value(thing, "status").ShouldBe("other");
        other.Heard.Select(h => h.Split('\n').Single(l => l.StartsWith("Idempotency-Key", StringComparison.Ordinal))).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_call_whose_flow_was_cancelled_is_not_made()
    {
        var thing = await CallAsync(new { Url = other.Address });
        await engine.SaveAsync(async (scope, ct) =>
        {
            await ((IWorkflows)scope.GetService(typeof(IWorkflows))!).CancelAsync(thing, "Workflow.Why.SubjectGone", null, engine.Clock.NowUtc, ct);
            return Kernel.Outcome.Done.Ok;
        });

        await engine.RunAsync<MakeCalls>();

        other.Heard.ShouldBeEmpty();
        (await CallsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task While_the_type_is_paused_no_call_is_made_and_afterwards_it_is()
    {
        var thing = await CallAsync(new { Url = other.Address });
        await PauseAsync(true);

        await engine.RunAsync<MakeCalls>();

        other.Heard.ShouldBeEmpty();
        await PauseAsync(false);
        await engine.RunAsync<MakeCalls>();
        other.Heard.Count.ShouldBe(1);
        engine.Things.Value(thing, "status").ShouldBe("2xx");

        Task<int> PauseAsync(bool paused) => engine.ReadAsync(db => db.Set<WorkflowType>().ExecuteUpdateAsync(s => s.SetProperty(t => t.Paused, paused)));
    }

    [Fact]
    public async Task A_secret_goes_to_its_own_host_only_and_is_nowhere_in_the_database()
    {
        engine.Outside.Secrets["ekonomi"] = new() { Value = "hemligt-ord", Host = "localhost" };
        engine.Outside.Secrets["annan"] = new() { Value = "annat-ord", Host = "example.org" };
        var (right, wrong, unknown) = (await HeaderAsync("ekonomi"), await HeaderAsync("annan"), await HeaderAsync("finns-inte"));
        (await engine.ReadAsync(db => db.Set<Call>().Select(c => c.Headers).ToListAsync())).ShouldAllBe(h => h.Contains("{{ secret:"));

        await engine.RunAsync<MakeCalls>();

        other.Heard.ShouldHaveSingleItem().ShouldContain("Authorization: Bearer hemligt-ord");
        engine.Things.Value(right, "status").ShouldBe("2xx");
        engine.Things.Value(wrong, "status").ShouldBe("other");
        engine.Things.Value(unknown, "status").ShouldBe("other");

        Task<SubjectRef> HeaderAsync(string secret) => CallAsync(new { Url = other.Address, Headers = $"Authorization: Bearer {{{{ secret:{secret} }}}}" });
    }

    [Theory]
    [InlineData("localhost")] // A name that means something inside.
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    public async Task S21_an_address_inside_is_never_called(string host)
    {
        engine.Outside.InsideHosts.Clear();
        var thing = await CallAsync(new { Url = $"http://{host}:{other.Port}/" });

        await engine.RunAsync<MakeCalls>();

        other.Heard.ShouldBeEmpty();
        engine.Things.Value(thing, "status").ShouldBe("other");
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.CallInside");
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a00:1450:400f:80d::200e", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::", false)]
    [InlineData("255.255.255.255", false)]
    public void S21_only_addresses_on_the_public_Internet_are_public(string address, bool isPublic) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("http://{{ department }}/")]
    [InlineData("http://user:pass@example.org/")]
    [InlineData("/saker")]
    [InlineData("")]
    public async Task An_address_that_is_none_or_whose_host_is_not_written_out_stops_the_flow(string url)
    {
        var thing = await CallAsync(new { Url = url });

        (await engine.InstancesAsync(thing)).Single().Fault.ShouldBe("Workflow.Fault.NoCall");
        (await CallsAsync()).ShouldBe(0);
    }

    private async Task<SubjectRef> CallAsync(object properties)
    {
        var graph = Graph([Begin(), ("HttpRequestTask", properties), Status("2xx"), Status("4xx"), Status("other")], (0, "Done", 1), (1, "2xx", 2), (1, "4xx", 3), (1, "UnhandledHttpStatus", 4));
        if (properties.GetType().GetProperty("HttpResponseCodes") is not null)
        {
            graph = Graph([Begin(), ("HttpRequestTask", properties), Status("other")], (0, "Done", 1), (1, "UnhandledHttpStatus", 2));
        }

        (await engine.ImportAsync(graph)).Problems.ShouldBeEmpty();
        var thing = engine.Things.Add(engine.Town, null, true, ("department", "\"kultur\" & fritid"));
        await engine.SubmitAsync(thing);
        return thing;
    }

    private Task<int> CallsAsync() => engine.ReadAsync(db => db.Set<Call>().CountAsync());

    /// <summary>Answers each call with one status and remembers what it heard.</summary>
    private sealed class OtherSystem : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource stopping = new();
        private readonly Task serving;

        public OtherSystem()
        {
            listener.Start();
            serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public string Address => $"http://localhost:{Port}/";

        public int Status { get; set; } = 200;

        /// <summary>Bytes that the answer says to have; none ever comes.</summary>
        public long Length { get; set; }

        /// <summary>More headers, each with its line's end.</summary>
        public string Headers { get; set; } = "";

        public List<string> Heard { get; } = [];

        public async ValueTask DisposeAsync()
        {
            await stopping.CancelAsync();
            listener.Stop();
            await serving;
            stopping.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync(stopping.Token);
                    var stream = client.GetStream();
                    var buffer = new byte[65_536];
                    var heard = "";
                    do
                    {
                        heard += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, stopping.Token));
                    }
                    while (!heard.Contains("\r\n\r\n", StringComparison.Ordinal) || (heard.Contains("Content-Length: ", StringComparison.Ordinal) && !heard.EndsWith('}')));

                    Heard.Add(heard);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status} X\r\nLocation: http://127.0.0.1:{Port}/again\r\n{Headers}Content-Length: {Length}\r\nConnection: close\r\n\r\n"), stopping.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
