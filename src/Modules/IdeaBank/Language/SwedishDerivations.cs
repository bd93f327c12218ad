namespace IntranetInnovation.IdeaBank.Language;

/// <summary>
/// Verbs and the nouns made of them: who asks for "boka lokal" wants "bokning av lokaler" too, and the other way round. They are different words, so they have different terms; a search tries
/// both, and those that no text has fall away.
/// </summary>
internal static class SwedishDerivations
{
    private const int Shortest = 3;

    // A tidning is not made of tid, nor an ordning of ord.
    private static readonly HashSet<string> NoVerb = ["tid", "ord", "men", "led", "när"];

    /// <summary>Terms that may be of the same verb as a term; most of them are no words.</summary>
    public static IEnumerable<string> Of(string term)
    {
        if (term.EndsWith("ing", StringComparison.Ordinal))
        {
            // samling: saml(a); bokning: bok(a); and as their terms: förbättring, inriktning: förbät(tra), inrik(ta).
            string[] verbs = term.EndsWith("ning", StringComparison.Ordinal) ? [term[..^3], term[..^4]] : [term[..^3]];
            return verbs.Concat(verbs.Select(SwedishForms.Join)).Where(v => v.Length >= Shortest && !NoVerb.Contains(v)).Distinct();
        }

        return term.Length < Shortest || NoVerb.Contains(term) ? []
            : [.. Longer(term).SelectMany(verb => (string[])[verb + "ning", verb + "ing", verb + "ring"]), .. Foreign(term)];
    }

    // The second of two consonants is not in the term: förbät(tra), skyd(da), inrik(ta).
    private static string[] Longer(string term) => term[^1] switch
    {
        'd' or 'n' or 't' => [term, term + term[^1]],
        'g' or 'k' => [term, term + "t"],
        _ => [term],
    };

    // dokumentera, dokumentation.
    private static IEnumerable<string> Foreign(string term) =>
        term.Length > 7 && term.EndsWith("ation", StringComparison.Ordinal) ? [term[..^5] + "er"]
        : term.Length > 4 && term.EndsWith("er", StringComparison.Ordinal) ? [term[..^2] + "ation"]
        : [];
}
