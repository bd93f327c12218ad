namespace IntranetInnovation.Kernel.Ui;

/// <summary>A step of the way back.</summary>
/// <param name="Text">As shown.</param>
/// <param name="Path">Begins with <c>~/</c>.</param>
public sealed record Crumb(string Text, string Path);

/// <summary>What a page tells the layout around it. One implementation here, one in Orchard's adapter.</summary>
public interface IPageChrome
{
    /// <summary>The page's own title, without the site's name.</summary>
    string? Title { get; set; }

    /// <summary>For search engines and shared links; null for none.</summary>
    string? Description { get; set; }

    /// <summary>From the start page towards this page, this page not among them.</summary>
    IList<Crumb> Breadcrumbs { get; }

    /// <summary>A feed to be announced in the head (address beginning with <c>~/</c>); null for none.</summary>
    string? FeedPath { get; set; }
}

/// <summary>Scripts and styles that a page needs, put in the layout's head once each; never inline, for the CSP.</summary>
public interface IPageAssets
{
    /// <summary>A module script, such as <c>~/IntranetInnovation.Proposals/dist/proposals.js</c>.</summary>
    void Script(string path);

    /// <summary>A stylesheet.</summary>
    void Style(string path);

    /// <summary>Scripts asked for so far, in order.</summary>
    IReadOnlyCollection<string> Scripts { get; }

    /// <summary>Stylesheets asked for so far, in order.</summary>
    IReadOnlyCollection<string> Styles { get; }
}

/// <summary>Where a menu entry stands.</summary>
public enum MenuPlace
{
    /// <summary>In the header, for everyone who may.</summary>
    Main,

    /// <summary>Under the signed-in person's name.</summary>
    Person,

    /// <summary>In the administration.</summary>
    Admin,
}

/// <summary>A menu entry.</summary>
/// <param name="Text">Text key.</param>
/// <param name="Path">Begins with <c>~/</c>.</param>
/// <param name="Order">Lower first; tens, so that others fit between.</param>
/// <param name="Right">Shown to those who hold it; null shows it to everyone.</param>
/// <param name="Place">Header, person or administration.</param>
public sealed record MenuItem(string Text, string Path, int Order, string? Right = null, MenuPlace Place = MenuPlace.Main);

/// <summary>The entries that this viewer may follow.</summary>
public interface IMenuSource
{
    /// <summary>In order.</summary>
    IReadOnlyList<MenuItem> Items(MenuPlace place);
}
