using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications;

/// <summary>What one person has chosen for one topic. There is a row only where somebody has chosen; for the rest the defaults hold, and may change with the product.</summary>
internal sealed class MailPreference
{
    private MailPreference()
    {
    }

    public PersonId PersonId { get; private set; }

    public NoticeTopic Topic { get; private set; }

    public MailChoice Choice { get; private set; }

    public static MailPreference Of(PersonId person, NoticeTopic topic, MailChoice choice) => new() { PersonId = person, Topic = topic, Choice = choice };

    public void Change(MailChoice choice) => Choice = choice;
}

internal static class MailPreferences
{
    /// <summary>What each of the people has chosen for the topic, defaults included.</summary>
    public static async Task<Func<PersonId, MailChoice>> MailChoicesAsync(this AppDb db, NoticeTopic topic, IReadOnlyCollection<PersonId> people, CancellationToken ct)
    {
        var chosen = await db.Set<MailPreference>().AsNoTracking().Where(p => p.Topic == topic && people.Contains(p.PersonId))
            .ToDictionaryAsync(p => p.PersonId, p => p.Choice, ct);
        return person => chosen.TryGetValue(person, out var choice) ? choice : topic.Default();
    }
}

internal sealed class MailPreferenceMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var preference = model.Entity<MailPreference>().ToTable("notifications_preference");
        preference.HasKey(p => new { p.PersonId, p.Topic });
    }
}
