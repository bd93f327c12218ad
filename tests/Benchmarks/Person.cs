using System.Diagnostics;
using System.Net.Http.Json;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Benchmarks;

/// <summary>Somebody signed in, who asks the host for things and looks at the watch.</summary>
internal sealed class Person : IDisposable
{
    private readonly HttpClient http;

    private Person(Uri address, string cookies)
    {
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Cookie", cookies);
    }

    public static async Task<Person> SignInAsync(TestHost host, string name)
    {
        using var visitor = await host.SignInAsync(name);
        return new(host.Address, string.Join("; ", visitor.Cookies.Select(c => $"{c.Key}={c.Value}")));
    }

    /// <summary>For a host in another process: its development door.</summary>
    public static async Task<Person> SignInAsync(Uri address, string name)
    {
        using var door = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address };
        using var form = new FormUrlEncodedContent([new("person", name)]);
        using var answer = await door.PostAsync(new Uri("/dev/sign-in", UriKind.Relative), form);
        return new(address, string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));
    }

    public async Task<T> ReadAsync<T>(string path) => (await http.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative)))!;

    /// <summary>Asks and reads the whole answer, which must be a success.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (int)answer.StatusCode == 200 ? await answer.Content.ReadAsStringAsync() : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
    }

    /// <summary>Milliseconds until the whole answer is there.</summary>
    public async Task<double> TimeAsync(string path)
    {
        var started = Stopwatch.GetTimestamp();
        await GetAsync(path);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Requests a second, by four at a time for so long.</summary>
    public async Task<double> RateAsync(string path, TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var count = 0;
            do
            {
                await GetAsync(path);
                count++;
            }
            while (Stopwatch.GetElapsedTime(started) < length);
            return count;
        }));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose() => http.Dispose();
}
