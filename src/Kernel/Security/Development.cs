using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntranetInnovation.Kernel.Security;

/// <summary>Guards tools that only a developer may have.</summary>
public static class Development
{
    /// <summary>True in the Development environment, for a request from this computer.</summary>
    public static bool IsAllowed(HttpContext http) =>
        http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment()
        && (http.Connection.RemoteIpAddress is null || IPAddress.IsLoopback(http.Connection.RemoteIpAddress));
}
