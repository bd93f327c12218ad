using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Synonyms;

internal readonly record struct SynonymId(Guid Value) : ITypedId<SynonymId>
{
    public static SynonymId From(Guid value) => new(value);
}

/// <summary>
/// Words that mean the same to somebody who searches. Without <see cref="Means"/> each of the words finds all the others; with it the words find what is meant,
/// and not the other way round.
/// </summary>
internal sealed class Synonym : IVersioned
{
    public const int TextMax = 400;
    public const int MostPhrases = 20;
    public const int LongestPhrase = 3;

    private Synonym()
    {
    }

    public SynonymId Id { get; private set; }

    /// <summary>Words or phrases as written, commas between.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Likewise; null when it holds both ways.</summary>
    public string? Means { get; private set; }

    public int Version { get; private set; }

    public static Result<Synonym> Of(Analyzer analyzer, string? words, string? means)
    {
        var synonym = new Synonym { Id = TypedId.New<SynonymId>() };
        var written = synonym.Write(analyzer, words, means);
        return written.Succeeded ? synonym : Result<Synonym>.Refused(written.Problems);
    }

    public Result<Done> Write(Analyzer analyzer, string? words, string? means)
    {
        var (from, to) = (Tidy(words), Tidy(means));
        if (Mistake(analyzer, from, nameof(Words), least: to.Length == 0 ? 2 : 1) is { } first)
        {
            return first;
        }

        if (to.Length > 0 && Mistake(analyzer, to, nameof(Means), least: 1) is { } second)
        {
            return second;
        }

        (Words, Means) = (from, to.Length == 0 ? null : to);
        return Done.Ok;
    }

    /// <summary>What a search looks up: the terms of a phrase, and the terms of what it finds.</summary>
    public IEnumerable<SynonymKey> Keys(Analyzer analyzer)
    {
        string Terms(string phrase) => Synonym.Terms(analyzer, phrase);
        var from = Phrases(Words).Select(Terms).Where(t => t.Length > 0).Distinct().ToList();
        var to = Means is null ? from : [.. Phrases(Means).Select(Terms).Where(t => t.Length > 0).Distinct()];
        return from.SelectMany(f => to.Where(t => t != f).Select(t => new SynonymKey { SynonymId = Id, Key = f, Means = t }));
    }

    private static Problem? Mistake(Analyzer analyzer, string text, string field, int least)
    {
        string Terms(string phrase) => Synonym.Terms(analyzer, phrase);
        var phrases = Phrases(text);
        return text.Length > TextMax ? new("IdeaBank.SynonymTooLong", field) { Arguments = [TextMax] }
            : phrases.Length > MostPhrases ? new("IdeaBank.SynonymTooMany", field) { Arguments = [MostPhrases] }
            : phrases.Select(Terms).Where(t => t.Length > 0).Distinct().Count() < least ? new(least == 2 ? "IdeaBank.SynonymTooFew" : "IdeaBank.SynonymMissing", field)
            : phrases.FirstOrDefault(p => Terms(p).Count(c => c == ' ') >= LongestPhrase) is { } tooLong ? new Problem("IdeaBank.SynonymPhrase", field) { Arguments = [tooLong, LongestPhrase] }
            : null;
    }

    private static string Terms(Analyzer analyzer, string phrase) => string.Join(' ', analyzer.Tokens(Analyzer.Clean(phrase)).Select(t => t.Term));

    private static string[] Phrases(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Tidy(string? text) => string.Join(", ", Phrases(Analyzer.Clean(text)));
}

/// <summary>Derived from a synonym by the analyzer, and made anew with the index.</summary>
internal sealed class SynonymKey
{
    public const int Max = 3 * (Analyzer.MaxTermLength + 1);

    public required SynonymId SynonymId { get; init; }

    /// <summary>Terms with single blanks between.</summary>
    public required string Key { get; init; }

    public required string Means { get; init; }
}

internal sealed class SynonymMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var synonym = model.Entity<Synonym>().ToTable("ideabank_synonym");
        synonym.HasKey(s => s.Id);
        synonym.Property(s => s.Id).ValueGeneratedNever();
        synonym.Property(s => s.Words).HasMaxLength(Synonym.TextMax);
        synonym.Property(s => s.Means).HasMaxLength(Synonym.TextMax);

        var key = model.Entity<SynonymKey>().ToTable("ideabank_synonym_key");
        key.HasKey(k => new { k.Key, k.Means, k.SynonymId });
        key.Property(k => k.Key).HasMaxLength(SynonymKey.Max);
        key.Property(k => k.Means).HasMaxLength(SynonymKey.Max);
        key.HasIndex(k => k.SynonymId);
    }
}
