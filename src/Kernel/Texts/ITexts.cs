namespace IntranetInnovation.Kernel.Texts;

/// <summary>
/// The product's texts by meaning, such as <c>Proposal.MotivationMissing</c>; Swedish is neutral, English follows. Our own port, since a larger host
/// may replace IStringLocalizer. A key that no module has throws <see cref="KeyNotFoundException"/>: a test reads every use in the code.
/// </summary>
public interface ITexts
{
    /// <summary>The text in the language of this request.</summary>
    string this[string key] { get; }

    /// <summary>The text with its placeholders filled; numbers and dates in the language's own form. Nothing is encoded.</summary>
    string this[string key, params IReadOnlyList<object?> arguments] { get; }

    /// <summary>Language of this request: <c>sv</c> or <c>en</c>.</summary>
    string Language { get; }

    /// <summary>The same texts in another language, for mail and other words that are for somebody else; unknown languages give Swedish.</summary>
    ITexts In(string language);

    /// <summary>True when some module has the key.</summary>
    bool Has(string key);
}
