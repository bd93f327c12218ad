namespace IntranetInnovation.Accounts;

/// <summary>What people take when a password must be long: a word that everybody takes, with a year and a mark after it, or said twice.</summary>
internal static class CommonPasswords
{
    private const int FewestLetters = 4;
    private const string Disguised = "013457@$!";
    private const string Meant = "oieastasi";

    private static readonly string[] Words = Read();

    public static bool Has(string password)
    {
        var letters = string.Concat(password.ToLowerInvariant().Where(char.IsLetter));
        var begin = password.ToLowerInvariant().TrimEnd([.. password.Where(c => !char.IsLetter(c))]);
        var unmasked = string.Concat(begin.Select(c => Disguised.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Meant[at] : c).Where(char.IsLetter));
        return letters.Length < FewestLetters || Array.Exists(Words, w => Repeats(w, letters) || Repeats(w, unmasked));
    }

    private static bool Repeats(string word, string letters) =>
        letters.Length > 0 && letters.Length % word.Length == 0 && letters.Chunk(word.Length).All(part => part.AsSpan().SequenceEqual(word));

    private static string[] Read()
    {
        using var reader = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("CommonPasswords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
