using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Benchmarks;

/// <summary>A published program, started as people start it.</summary>
internal sealed class Published : IAsyncDisposable
{
    private readonly Process process;

    private Published(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Bytes that the process holds of the machine's memory.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Publishes a project of the repository; returns the folder.</summary>
    public static async Task<string> MakeAsync(string project)
    {
        var folder = Path.Combine(Path.GetTempPath(), "innovation-bench", Path.GetFileName(project));
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository.Root, project), "-c", "Release", "-o", folder, "-v", "quiet", "-clp:NoSummary"]))!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"{project} could not be published.");
    }

    /// <summary>Starts it and waits for the first answer to <c>/</c>; milliseconds from the start of the process.</summary>
    public static async Task<(Published Program, double Milliseconds)> StartAsync(string folder, string assembly, Dictionary<string, string> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var info = new ProcessStartInfo("dotnet", [Path.Combine(folder, assembly + ".dll"), "--urls", address.ToString()])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.Append(new("Logging__LogLevel__Default", "Error")))
        {
            info.Environment[name] = value;
        }

        var started = Stopwatch.GetTimestamp();
        var running = Process.Start(info)!;
        running.OutputDataReceived += (_, _) => { };
        running.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                Console.Error.WriteLine(line.Data);
            }
        };
        running.BeginOutputReadLine();
        running.BeginErrorReadLine();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        while (!running.HasExited && Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(5))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return (new(running, address), Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5); // Nobody listens yet.
            }
        }

        throw new InvalidOperationException($"{assembly} does not answer.");
    }

    public async ValueTask DisposeAsync()
    {
        // As an operator stops it, so that nothing is left half done for the next start.
        using (var stop = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
