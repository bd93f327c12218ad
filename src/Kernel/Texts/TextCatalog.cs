using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using IntranetInnovation.Kernel.Modules;

namespace IntranetInnovation.Kernel.Texts;

/// <summary>All texts of all modules, read once.</summary>
public sealed class TextCatalog
{
    /// <summary>The neutral language first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["sv", "en"];

    private readonly Dictionary<string, Dictionary<string, string>> byLanguage = [];

    /// <summary>Throws <see cref="InvalidOperationException"/> when two modules have the same key.</summary>
    public TextCatalog(ModuleSet modules)
    {
        foreach (var language in Languages)
        {
            var texts = byLanguage[language] = [];
            foreach (var assembly in modules.Assemblies)
            {
                foreach (var (key, text) in Read(assembly, language))
                {
                    if (!texts.TryAdd(key, text))
                    {
                        throw new InvalidOperationException($"The text {key} is in two modules, one of them {assembly.GetName().Name}.");
                    }
                }
            }
        }
    }

    /// <summary>The text, in Swedish when the language lacks it, or null.</summary>
    public string? Find(string language, string key) =>
        byLanguage.TryGetValue(language, out var texts) && texts.TryGetValue(key, out var text) ? text : byLanguage["sv"].GetValueOrDefault(key);

    /// <summary>Every key of a language that has texts of its own.</summary>
    public IReadOnlyCollection<string> Keys(string language) => byLanguage[language].Keys;

    // Orchard's build turns satellites into resources of the main assembly (Texts.en.resources), so that name is tried first.
    private static IEnumerable<(string Key, string Text)> Read(Assembly assembly, string language)
    {
        var name = $"{assembly.GetName().Name}.Texts";
        using var neutral = language == "sv" ? assembly.GetManifestResourceStream($"{name}.resources") : null;
        using var inside = neutral ?? assembly.GetManifestResourceStream($"{name}.{language}.resources");
        using var found = inside ?? Satellite(assembly, language)?.GetManifestResourceStream($"{name}.{language}.resources");
        if (found is null)
        {
            yield break;
        }

        using var reader = new ResourceReader(found);
        foreach (DictionaryEntry entry in reader)
        {
            yield return ((string)entry.Key, (string)entry.Value!);
        }
    }

    private static Assembly? Satellite(Assembly assembly, string language)
    {
        try
        {
            return assembly.GetSatelliteAssembly(CultureInfo.GetCultureInfo(language));
        }
        catch (FileNotFoundException)
        {
            return null; // A module without texts has none.
        }
    }
}

internal sealed class CatalogTexts(TextCatalog catalog, string language) : ITexts
{
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language == "sv" ? "sv-SE" : "en-GB");

    public string Language => language;

    public string this[string key] => catalog.Find(language, key) ?? throw new KeyNotFoundException($"No module has the text {key}.");

    public string this[string key, params IReadOnlyList<object?> arguments] => string.Format(culture, this[key], [.. arguments]);

    public ITexts In(string other) => new CatalogTexts(catalog, TextCatalog.Languages.Contains(other) ? other : "sv");

    public bool Has(string key) => catalog.Find("sv", key) is not null;
}
