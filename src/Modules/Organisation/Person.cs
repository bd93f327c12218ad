using System.Net.Mail;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

internal sealed class Person : IVersioned
{
    public const int MaxUserName = 64;
    public const int MaxName = 100;
    public const int MaxEmail = 254;

    private Person()
    {
    }

    public PersonId Id { get; private set; }

    // Kept in lower case, so that the unique index ignores case on both databases.
    public string UserName { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string? Email { get; private set; }

    public string? Title { get; private set; }

    public DepartmentId DepartmentId { get; private set; }

    public UnitId? UnitId { get; private set; }

    public PersonId? ManagerId { get; private set; }

    public bool Active { get; private set; } = true;

    public string Language { get; private set; } = "sv";

    public int Version { get; private set; }

    public static string Normal(string userName) => userName.Trim().ToLowerInvariant();

    public static Result<Person> Add(string userName, PersonDetails details)
    {
        userName = Normal(userName);
        if (userName.Length is 0 or > MaxUserName || !userName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@'))
        {
            return new Problem("Organisation.UserNameInvalid", nameof(UserName)) { Arguments = [MaxUserName] };
        }

        var person = new Person { Id = TypedId.New<PersonId>(), UserName = userName };
        var changed = person.Change(details);
        return changed.Succeeded ? person : Result<Person>.Refused(changed.Problems);
    }

    public Result<Done> Change(PersonDetails details)
    {
        var (name, email, title) = (details.Name.Trim(), Filled(details.Email), Filled(details.Title));
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
        {
            return new Problem("Organisation.NameInvalid", nameof(Name)) { Arguments = [MaxName] };
        }

        // Line breaks in an address would become headers of a mail.
        if (email is not null && (email.Length > MaxEmail || email.Any(char.IsControl) || !MailAddress.TryCreate(email, out var parsed) || parsed.Address != email))
        {
            return new Problem("Organisation.EmailInvalid", nameof(Email));
        }

        if (title?.Length > MaxName)
        {
            return new Problem("Organisation.TitleTooLong", nameof(Title)) { Arguments = [MaxName] };
        }

        (Name, Email, Title, DepartmentId, UnitId) = (name, email, title, details.DepartmentId, details.UnitId);
        return Done.Ok;
    }

    /// <summary>Nobody is their own manager.</summary>
    public void AnswerTo(PersonId? manager) => ManagerId = manager == Id ? null : manager;

    /// <summary>Works in the same unit, which has moved to another department.</summary>
    public void Follow(Unit unit) => DepartmentId = unit.Id == UnitId ? unit.DepartmentId : DepartmentId;

    /// <summary>Which language mail is written in.</summary>
    public Result<Done> Read(string language)
    {
        if (language is not ("sv" or "en"))
        {
            return new Problem("Organisation.LanguageUnknown", nameof(Language));
        }

        Language = language;
        return Done.Ok;
    }

    public void Leave() => Active = false;

    public void Return() => Active = true;

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal sealed record PersonDetails(string Name, string? Email, string? Title, DepartmentId DepartmentId, UnitId? UnitId);

internal sealed class PersonMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var person = model.Entity<Person>().ToTable("organisation_person");
        person.HasKey(p => p.Id);
        person.Property(p => p.Id).ValueGeneratedNever();
        person.Property(p => p.UserName).HasMaxLength(Person.MaxUserName);
        person.Property(p => p.Name).HasMaxLength(Person.MaxName);
        person.Property(p => p.Email).HasMaxLength(Person.MaxEmail);
        person.Property(p => p.Title).HasMaxLength(Person.MaxName);
        person.Property(p => p.Language).HasMaxLength(5);
        person.HasIndex(p => p.UserName).IsUnique();
        person.HasIndex(p => p.UnitId);
    }
}
