namespace IntranetInnovation.Organisation.Contracts;

/// <summary>Slots of this module's pages.</summary>
public static class OrganisationSlots
{
    /// <summary>A unit's page, wide column; the subject is its <see cref="UnitInfo"/>.</summary>
    public const string Unit = "organisation.unit";

    /// <summary>A person's page in the administration, narrow column; the subject is the <see cref="PersonInfo"/>.</summary>
    public const string Person = "organisation.person";

    /// <summary>The page where a person sees to what is their own, narrow column; without subject.</summary>
    public const string MyAccount = "organisation.my-account";
}

/// <summary>Rights for common use.</summary>
public static class OrganisationRights
{
    /// <summary>Everyone who is signed in.</summary>
    public const string SignedIn = "innovation.signed-in";

    /// <summary>Who sees to people, roles, departments and their accounts.</summary>
    public const string Administer = "innovation.organisation.administer";

    /// <summary>Who has something to administer: reaches the page that lists it.</summary>
    public const string Administration = "innovation.administration";
}
