using IntranetInnovation.Kernel.Events;

namespace IntranetInnovation.Organisation.Contracts;

/// <summary>Somebody has left. What waited for them must go on to others; roles they held no longer reach them.</summary>
/// <param name="Person">Who.</param>
public sealed record PersonLeft(PersonId Person) : IEvent;

/// <summary>Somebody was given a role or lost one, or has come back. Not raised for new people, who had no work before.</summary>
/// <param name="Person">Who; ask for the roles as they are now.</param>
public sealed record RolesChanged(PersonId Person) : IEvent;

/// <summary>Somebody works in another department or unit than before. Roles stay where they were held.</summary>
/// <param name="Person">Who.</param>
public sealed record PersonMoved(PersonId Person) : IEvent;

/// <summary>
/// An absence has begun: from now on the substitute is among the holders of the roles, in the absent person's place. What waited for the person in person does
/// not move by itself. Raised once for each absence, at most a quarter of an hour after its first day has begun.
/// </summary>
/// <param name="Person">Who is away.</param>
/// <param name="Substitute">Who stands in.</param>
public sealed record PersonAway(PersonId Person, PersonId Substitute) : IEvent;
