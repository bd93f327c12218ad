using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Kernel.Ui;

/// <summary>What is said of a field that could not be read at all, such as a date that is none: in the person's language, where the framework would say it in English.</summary>
internal sealed class BindingWords(IHttpContextAccessor http) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var words = options.ModelBindingMessageProvider;
        words.SetAttemptedValueIsInvalidAccessor((_, _) => Unreadable());
        words.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Unreadable());
        words.SetUnknownValueIsInvalidAccessor(_ => Unreadable());
        words.SetNonPropertyUnknownValueIsInvalidAccessor(Unreadable);
        words.SetValueIsInvalidAccessor(_ => Unreadable());
        words.SetValueMustBeANumberAccessor(_ => Unreadable());
        words.SetNonPropertyValueMustBeANumberAccessor(Unreadable);
        words.SetValueMustNotBeNullAccessor(_ => Unreadable());
        words.SetMissingBindRequiredValueAccessor(_ => Unreadable());
        words.SetMissingKeyOrValueAccessor(Unreadable);
    }

    private string Unreadable() => http.HttpContext!.RequestServices.GetRequiredService<ITexts>()["Kernel.Unreadable"];
}
