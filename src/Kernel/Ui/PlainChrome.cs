using IntranetInnovation.Kernel.Security;

namespace IntranetInnovation.Kernel.Ui;

internal sealed class PlainPageChrome : IPageChrome
{
    public string? Title { get; set; }

    public string? Description { get; set; }

    public IList<Crumb> Breadcrumbs { get; } = [];

    public string? FeedPath { get; set; }
}

internal sealed class PlainPageAssets : IPageAssets
{
    private readonly List<string> scripts = [];
    private readonly List<string> styles = [];

    public IReadOnlyCollection<string> Scripts => scripts;

    public IReadOnlyCollection<string> Styles => styles;

    public void Script(string path) => Once(scripts, path);

    public void Style(string path) => Once(styles, path);

    private static void Once(List<string> list, string path)
    {
        if (!list.Contains(path))
        {
            list.Add(path);
        }
    }
}

internal sealed class DeclaredMenu(IEnumerable<MenuItem> items, CurrentUser user) : IMenuSource
{
    public IReadOnlyList<MenuItem> Items(MenuPlace place) =>
        [.. items.Where(i => i.Place == place && (i.Right is null || user.Can(i.Right))).OrderBy(i => i.Order)];
}
