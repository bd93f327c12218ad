namespace IntranetInnovation.Kernel.Ui;

/// <summary>Slots of pages that belong to no module. They have no subject.</summary>
public static class CommonSlots
{
    /// <summary>The start page, wide column: open campaigns (10), this month's example (20), newest proposals (30).</summary>
    public const string StartMain = "start.main";

    /// <summary>The start page, narrow column: what waits for me (10), progress to the goal (20), my newest (30).</summary>
    public const string StartAside = "start.aside";

    /// <summary>In the header beside the person's name: small counters such as unread notices.</summary>
    public const string HeaderPerson = "header.person";

    /// <summary>The sign-in page, below the form.</summary>
    public const string SignIn = "accounts.sign-in";
}
