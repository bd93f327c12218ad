using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Kernel.Events;

internal sealed class OutboxMessage
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new TypedIdJsonConverterFactory() } };

    public required Guid Id { get; init; }

    public required string Type { get; init; }

    public required string Body { get; init; }

    public required DateTime RaisedUtc { get; init; }

    public DateTime? DeliveredUtc { get; private set; }

    public DateTime? NextTryUtc { get; private set; }

    public int Attempts { get; private set; }

    public string? LastError { get; private set; }

    public static OutboxMessage Of(IEvent e, DateTime nowUtc) => new()
    {
        Id = Guid.CreateVersion7(),
        Type = e.GetType().Name,
        Body = JsonSerializer.Serialize(e, e.GetType(), Json),
        RaisedUtc = nowUtc,
    };

    // 5 s, 10 s, 20 s … at most an hour: a listener that is down is asked again, but not hammered.
    public void Failed(DateTime nowUtc, string error)
    {
        Attempts++;
        LastError = error.Length > 2000 ? error[..2000] : error;
        NextTryUtc = nowUtc + TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, Attempts - 1)));
    }
}

internal sealed class OutboxDelivery
{
    public required Guid MessageId { get; init; }

    public required string Listener { get; init; }
}

internal sealed class OutboxMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var message = model.Entity<OutboxMessage>().ToTable("kernel_outbox");
        message.HasKey(m => m.Id);
        message.Property(m => m.Type).HasMaxLength(100);
        message.Property(m => m.LastError).HasMaxLength(2000);
        message.HasIndex(m => new { m.DeliveredUtc, m.Id });

        var delivery = model.Entity<OutboxDelivery>().ToTable("kernel_outbox_delivery");
        delivery.HasKey(d => new { d.MessageId, d.Listener });
        delivery.Property(d => d.Listener).HasMaxLength(200);
    }
}
