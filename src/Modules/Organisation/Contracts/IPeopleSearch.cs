namespace IntranetInnovation.Organisation.Contracts;

/// <summary>Finds people by a part of their name, for forms that name somebody.</summary>
public interface IPeopleSearch
{
    /// <summary>Active people whose name or user name holds every word of the text (ignoring case), by name in Swedish order. Nobody for an empty text.</summary>
    /// <param name="text">Words of a name, or a user name; at most four words of 50 characters count.</param>
    /// <param name="most">How many at most, 1–50.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<IReadOnlyList<PersonInfo>> FindAsync(string text, int most, CancellationToken ct);
}
