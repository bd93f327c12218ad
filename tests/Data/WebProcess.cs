using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Data.Tests;

/// <summary>The real program in a process of its own, to be killed without warning.</summary>
internal sealed class WebProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();

    private WebProcess(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    public static WebProcess Start(TestDatabase database, string recipe)
    {
        var port = FreePort();
        var info = Program(database, recipe);
        info.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        info.Environment["Urls"] = $"http://127.0.0.1:{port}";
        return new(Process.Start(info)!, new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>Runs one of the program's commands to its end; throws with what it said when it fails.</summary>
    public static async Task RunAsync(TestDatabase database, params string[] arguments)
    {
        var info = Program(database, "motala-demo");
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        using var command = new WebProcess(Process.Start(info)!, new Uri("http://127.0.0.1"));
        await command.process.WaitForExitAsync();
        if (command.process.ExitCode != 0)
        {
            throw new InvalidOperationException(command.Said);
        }
    }

    private static ProcessStartInfo Program(TestDatabase database, string recipe)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.Combine(Repository.Root, "src", "Web"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.ArgumentList.Add(Path.Combine(Repository.ProgramFolder, "IntranetInnovation.Web.dll"));
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        info.Environment["Data__Path"] = database.DataPath;
        info.Environment["Setup__Recipe"] = recipe;
        info.Environment["Database__Provider"] = database.Provider.ToString();
        if (database.Provider == DatabaseProvider.Postgres)
        {
            info.Environment["ConnectionStrings__Database"] = database.ConnectionString;
        }

        return info;
    }

    /// <summary>Waits until people can be served; throws after a minute with what the program said.</summary>
    public async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(90);)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The program ended with {process.ExitCode}:\n{Said}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"The program does not serve:\n{Said}");
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Note(string? line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }
    }
}
