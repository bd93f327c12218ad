using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

/// <summary>From what somebody typed to a person.</summary>
internal static class PersonLookup
{
    private const int MostNamed = 5;
    private const int MostWords = 4;
    private const int LongestWord = 50;

    /// <summary>The active person of that user name, or the only one of that very name. When several have the name, the refusal says their user names.</summary>
    public static async Task<Result<Person>> PersonAsync(this AppDb db, string? typed, string field, CancellationToken ct)
    {
        var asked = (typed ?? "").Trim();
        var normal = Person.Normal(asked);
        var found = await db.Set<Person>().Where(p => p.Active && (p.UserName == normal || p.Name == asked)).OrderBy(p => p.UserName).Take(MostNamed).ToListAsync(ct);
        return (found.Find(p => p.UserName == normal), found) switch
        {
            ({ } exact, _) => exact,
            (_, [var only]) => only,
            (_, []) => new Problem("Organisation.PersonNotFound", field) { Arguments = [asked] },
            _ => new Problem("Organisation.PersonAmbiguous", field) { Arguments = [asked, string.Join(", ", found.Select(p => p.UserName))] },
        };
    }

    /// <summary>People whose name or user name has every word of <paramref name="text"/> in it, four words of 50 characters at most; all of them for an empty text.</summary>
    public static IQueryable<Person> Named(this IQueryable<Person> people, string text)
    {
        foreach (var typed in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            // SQLite folds the case of a to z only, so the cases that names come in are tried.
            var word = typed.Length > LongestWord ? typed[..LongestWord] : typed;
            var (lower, upper) = (word.ToLowerInvariant(), word.ToUpperInvariant());
            var name = upper[..1] + lower[1..];
            people = people.Where(p => p.Name.Contains(word) || p.Name.Contains(lower) || p.Name.Contains(name) || p.Name.Contains(upper) || p.UserName.Contains(lower));
        }

        return people;
    }
}
