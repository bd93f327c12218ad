using System.Net;
using System.Net.Sockets;

namespace IntranetInnovation.Kernel.Security;

/// <summary>
/// Calls that leave the system for addresses that an administrator wrote: they reach the public Internet and nothing inside (S21). The name is looked up once, every address that it has is tried
/// against the rule, and the connection goes to that very address, so that a name cannot mean one thing when it is tried and another when it is called. Redirects are not followed.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    /// <summary>False for loopback, private, link-local, shared, documentation, multicast and reserved addresses, ULA, NAT64, Teredo, 6to4 and IPv4 written as IPv6 to any of them.</summary>
    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || PublicV6.Contains(plain)) && !Inside.Any(n => n.Contains(plain));
    }

    /// <summary>
    /// What an <see cref="HttpClient"/> for such calls is made on: no redirects, no proxy, no cookies, no credentials. A call that would reach inside throws an
    /// <see cref="HttpRequestException"/> with a <see cref="NotPublicException"/> within.
    /// </summary>
    /// <param name="isAllowedInside">True for a host that the one who runs the system has allowed though it is inside, such as an API of the municipality's own; asked with the host of the address.</param>
    public static SocketsHttpHandler Handler(Func<string, bool> isAllowedInside) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 64,
        ConnectCallback = async (context, ct) =>
        {
            var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
            var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
            if (addresses.Length == 0 || (!isAllowedInside(host) && !addresses.All(Is)))
            {
                throw new NotPublicException(host);
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}

/// <summary>A call would have reached inside.</summary>
/// <param name="host">Of the address.</param>
public sealed class NotPublicException(string host) : Exception($"{host} is not an address on the public Internet.");
