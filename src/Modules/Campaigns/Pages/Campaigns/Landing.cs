using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

/// <summary>A campaign's page as it is drawn, for readers, of a draft, or of what stands in a form.</summary>
internal sealed record Landing(CampaignInfo Info, CampaignBody Body, CampaignPhase Phase, string Dates, string? DaysLeft)
{
    /// <summary>Null when nobody is named, or when the person has left.</summary>
    public PersonInfo? ResourcePerson { get; private init; }

    public string? Department { get; private init; }

    /// <summary>True for what readers do not see: then nothing on it can be followed to where it is not yet.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The sheet with its colours. The address changes with them, so that a browser may keep it.</summary>
    public string ThemePath => IsDraft
        ? $"~/kampanjer/farg/{(Accent.Parse(Body.Accent)?.Hex ?? "#0b4f4d").TrimStart('#')}.css"
        : $"~/kampanjer/{Info.Slug}/tema.css?v={Body.Accent.TrimStart('#')}";

    /// <summary>Null without a picture.</summary>
    public string? PicturePath => Body.Picture is { } picture ? $"~/kampanjer/{Info.Slug}/bild?{(IsDraft ? "utkast&" : "")}v={picture.Id.Value:n}" : null;

    public static async Task<Landing> OfAsync(CampaignInfo info, CampaignBody body, IOrganisation organisation, ITexts texts, DateTime nowUtc, CancellationToken ct) =>
        new(info, body, info.PhaseAt(nowUtc), info.Words(nowUtc, texts), info.DaysLeft(nowUtc, texts))
        {
            ResourcePerson = body.ResourcePerson is { } person && await organisation.PersonAsync(person, ct) is { Active: true } found ? found : null,
            Department = body.DepartmentId is { } id ? (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == id)?.Name : null,
        };
}
