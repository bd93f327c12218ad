using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IntranetInnovation.Kernel.Ui;

/// <summary>
/// <c>&lt;innovation-field for="Input.Title" label="Proposal.Title" /&gt;</c>: label, hint, control and error of one form field, tied together for screen readers. What the
/// person typed is kept after a failed validation, also what could not be read. Required unless <see cref="Optional"/>: that is said in words, not by a star.
/// </summary>
[HtmlTargetElement("innovation-field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IHtmlGenerator html, ITexts texts) : TagHelper
{
    /// <summary>The model property.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>Text key of the label.</summary>
    public string Label { get; set; } = "";

    /// <summary>Text key of a hint under the label; null for none.</summary>
    public string? Hint { get; set; }

    /// <summary>Rows of a text area; 0 for one line.</summary>
    public int Rows { get; set; }

    /// <summary>Characters at most; 0 for no limit in the browser (the server has its own).</summary>
    public int Maxlength { get; set; }

    /// <summary>True when it may be left empty.</summary>
    public bool Optional { get; set; }

    /// <summary>Choices of a select; null for a text field.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The input's type, such as <c>password</c>, <c>email</c> or <c>date</c>.</summary>
    public string Type { get; set; } = "text";

    /// <summary>The input's autocomplete token; null for none.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = TagBuilder.CreateSanitizedId(FullName(), "_");
        var errors = ViewContext.ViewData.ModelState.TryGetValue(For.Name, out var entry) ? entry.Errors : null;
        var isCheck = For.Metadata.UnderlyingOrModelType == typeof(bool);
        var described = string.Join(' ', new[] { Hint is null ? null : $"{id}-hint", errors?.Count > 0 ? $"{id}-error" : null }.OfType<string>());

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", isCheck ? "k-field form-check" : "k-field");
        var control = Control(isCheck, described, errors?.Count > 0);
        var label = new TagBuilder("label") { Attributes = { ["for"] = id, ["class"] = isCheck ? "form-check-label" : "form-label" } };
        label.InnerHtml.Append(texts[Label]);
        if (Optional && !isCheck)
        {
            label.InnerHtml.AppendHtml("<span class=\"k-field__optional\">").Append($" ({texts["Kernel.Optional"]})").AppendHtml("</span>");
        }

        IHtmlContent[] parts = isCheck ? [control, label, HintText(id)] : [label, HintText(id), control];
        foreach (var part in parts)
        {
            output.Content.AppendHtml(part);
        }

        if (errors?.Count > 0)
        {
            var error = new TagBuilder("div") { Attributes = { ["class"] = "invalid-feedback d-block", ["id"] = $"{id}-error" } };
            error.InnerHtml.Append(string.Join(' ', errors.Select(e => e.ErrorMessage)));
            output.Content.AppendHtml(error);
        }
    }

    private string FullName() => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private IHtmlContent Control(bool isCheck, string described, bool? wrong)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["class"] = (isCheck ? "form-check-input" : Items is null ? "form-control" : "form-select") + (wrong == true ? " is-invalid" : ""),
            ["aria-describedby"] = described.Length > 0 ? described : null,
            ["aria-invalid"] = wrong == true ? "true" : null,
            ["autocomplete"] = Autocomplete,
            ["required"] = Optional || isCheck ? null : "required",
            ["maxlength"] = Maxlength > 0 ? Maxlength : null,
        };
        foreach (var absent in attributes.Where(a => a.Value is null).Select(a => a.Key).ToList())
        {
            attributes.Remove(absent);
        }

        if (isCheck)
        {
            if (wrong == true)
            {
                ViewContext.ViewData.ModelState[FullName()]!.RawValue = null; // Neither yes nor no: shown again, it would throw.
            }

            return html.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, For.Model as bool?, attributes);
        }

        if (Items is not null)
        {
            return html.GenerateSelect(ViewContext, For.ModelExplorer, optionLabel: null, For.Name, Items, allowMultiple: false, attributes);
        }

        if (Rows > 0)
        {
            return html.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, 40, attributes);
        }

        attributes["type"] = Type;
        return Type == "password"
            ? html.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, value: null, attributes)
            : html.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, format: null, attributes);
    }

    private IHtmlContent HintText(string id)
    {
        if (Hint is null)
        {
            return HtmlString.Empty;
        }

        var hint = new TagBuilder("div") { Attributes = { ["class"] = "form-text", ["id"] = $"{id}-hint" } };
        hint.InnerHtml.Append(texts[Hint]);
        return hint;
    }
}

/// <summary><c>&lt;innovation-errors /&gt;</c>: what is wrong with the form, first on the page, each with a link to its field. Says that nothing was lost.</summary>
[HtmlTargetElement("innovation-errors", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorsTagHelper(ITexts texts) : TagHelper
{
    /// <summary>Set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var wrong = ViewContext.ViewData.ModelState.Where(e => e.Value?.Errors.Count > 0).ToList();
        if (wrong.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "k-notice k-notice--error");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-error-summary", "true");
        var heading = new TagBuilder("p") { Attributes = { ["class"] = "k-notice__title" } };
        heading.InnerHtml.Append(texts["Kernel.FormHasErrors"]);
        var list = new TagBuilder("ul");
        foreach (var (field, entry) in wrong)
        {
            foreach (var error in entry!.Errors)
            {
                var item = new TagBuilder("li");
                if (field.Length > 0)
                {
                    var link = new TagBuilder("a") { Attributes = { ["href"] = "#" + TagBuilder.CreateSanitizedId(field, "_") } };
                    link.InnerHtml.Append(error.ErrorMessage);
                    item.InnerHtml.AppendHtml(link);
                }
                else
                {
                    item.InnerHtml.Append(error.ErrorMessage);
                }

                list.InnerHtml.AppendHtml(item);
            }
        }

        output.Content.AppendHtml(heading).AppendHtml(list);
    }
}
