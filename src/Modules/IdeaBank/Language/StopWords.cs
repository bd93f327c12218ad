using System.Collections.Frozen;

namespace IntranetInnovation.IdeaBank.Language;

/// <summary>Words that say nothing about what a proposal is about. Compared with whole words, before stemming: "som" goes, "sommar" stays.</summary>
internal static class StopWords
{
    /// <summary>Swedish.</summary>
    public static FrozenSet<string> Swedish { get; } = Read("""
        alla allt alltid att av bara behöver bli blir blivit bör båda både de dem den denna deras dess dessa det detta dig din dina ditt du där därför då
        efter eftersom egen eget egna ej eller en er era ert ett fick finns fler flera fram från få får före för förra ge genom ger gör göra ha hade han hans har
        henne hennes hon honom hos hur här i ibland icke idag in innan inom inte istället ja jag ju kan kanske kommer kring kunde kunna lite
        man med medan mellan men mer mera mest mig min mina mitt mot mycket måste många må ned nej ner ni nog nu någon något några när och också ofta olika om oss
        på redan samma samt se sedan sen si sig sin sina sitt ska skall skulle som så sådan sådana sådant ta tar till tills trots under upp ur ut utan
        vad var vara varandra varför varit varje vars vart vem vi via vid vilka vilkas vilken vilket vill våra vår vårt väl å än ändå ännu är även åt över
        """);

    private static FrozenSet<string> Read(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
