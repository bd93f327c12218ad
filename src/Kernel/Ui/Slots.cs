using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IntranetInnovation.Kernel.Ui;

/// <summary>A view component shown in a named slot.</summary>
/// <param name="Slot">Name, such as <c>proposal.aside</c>.</param>
/// <param name="Component">A public view component whose <c>InvokeAsync</c> takes nothing, or the slot's subject as <c>subject</c>.</param>
/// <param name="Order">Lower first.</param>
public sealed record SlotEntry(string Slot, Type Component, int Order);

/// <summary>
/// <c>&lt;innovation-slot name="start.main" /&gt;</c>: where a page lets other modules show something, without knowing them. Writes no element of its own.
/// </summary>
[HtmlTargetElement("innovation-slot", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SlotTagHelper(IEnumerable<SlotEntry> entries, IViewComponentHelper components) : TagHelper
{
    /// <summary>The slot's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the slot is about, such as a proposal's id; null when it is about nothing.</summary>
    public object? Subject { get; set; }

    /// <summary>Set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        ((IViewContextAware)components).Contextualize(ViewContext);
        foreach (var entry in entries.Where(e => e.Slot == Name).OrderBy(e => e.Order))
        {
            output.Content.AppendHtml(await components.InvokeAsync(entry.Component, Subject is null ? null : new { subject = Subject }));
        }
    }
}
