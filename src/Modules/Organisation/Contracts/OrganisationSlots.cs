namespace IntranetInnovation.Organisation.Contracts;

/// <summary>Slots of this module's pages.</summary>
public static class OrganisationSlots
{
    /// <summary>A unit's page, wide column; the subject is its <see cref="UnitInfo"/>.</summary>
    public const string Unit = "organisation.unit";
}

/// <summary>Rights for common use.</summary>
public static class OrganisationRights
{
    /// <summary>Everyone who is signed in.</summary>
    public const string SignedIn = "innovation.signed-in";
}
