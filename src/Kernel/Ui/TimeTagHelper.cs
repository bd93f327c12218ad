using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IntranetInnovation.Kernel.Ui;

/// <summary><c>&lt;innovation-time utc="@x" /&gt;</c>: a day in words in Swedish time, with the exact moment for machines. Shows nothing for null.</summary>
[HtmlTargetElement("innovation-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTagHelper(ITexts texts) : TagHelper
{
    /// <summary>UTC.</summary>
    public DateTime? Utc { get; set; }

    /// <summary>True shows the clock too.</summary>
    public bool Moment { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Utc is not { } utc)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", SwedishTime.Iso(utc));
        output.Content.Append(Moment ? SwedishTime.MomentText(utc, texts.Language) : SwedishTime.DayText(utc, texts.Language));
    }
}
