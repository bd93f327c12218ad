using IntranetInnovation.Empty;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// The least that one would write with ASP.NET Core and EF Core: what the start of the system is held against.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<NoteDb>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Database")));
var app = builder.Build();
app.MapGet("/", async (NoteDb db) => await db.Notes.CountAsync());
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<NoteDb>().Database.EnsureCreatedAsync();
}

await app.RunAsync();
