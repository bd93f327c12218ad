using System.Globalization;

namespace IntranetInnovation.Organisation;

// The databases sort by their own rules; names are few and sorted here.
internal static class SwedishOrder
{
    public static StringComparer Comparer { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("sv-SE"), ignoreCase: true);
}
