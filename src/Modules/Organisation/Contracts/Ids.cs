using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.Organisation.Contracts;

/// <summary>A person, with or without an account.</summary>
public readonly record struct PersonId(Guid Value) : ITypedId<PersonId>
{
    /// <inheritdoc />
    public static PersonId From(Guid value) => new(value);
}

/// <summary>A department.</summary>
public readonly record struct DepartmentId(Guid Value) : ITypedId<DepartmentId>
{
    /// <inheritdoc />
    public static DepartmentId From(Guid value) => new(value);
}

/// <summary>A unit: a workplace within a department.</summary>
public readonly record struct UnitId(Guid Value) : ITypedId<UnitId>
{
    /// <inheritdoc />
    public static UnitId From(Guid value) => new(value);
}

/// <summary>A goal, vision or service guarantee that a proposal may support.</summary>
public readonly record struct GoalId(Guid Value) : ITypedId<GoalId>
{
    /// <inheritdoc />
    public static GoalId From(Guid value) => new(value);
}
