using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>What an administrator asked for among all flows, as it stands in the address. What makes no sense counts as not asked.</summary>
internal sealed class InstanceFilter
{
    public static IReadOnlyList<WorkflowStatus> Statuses { get; } = [WorkflowStatus.Faulted, WorkflowStatus.Halted, WorkflowStatus.Finished, WorkflowStatus.Aborted];

    public static IReadOnlyList<int> Ages { get; } = [7, 30, 90, 365];

    public string? Nummer { get; set; }

    public string? Lage { get; set; }

    public string? Alder { get; set; }

    /// <summary>Orchard's id of a type.</summary>
    public string? Flode { get; set; }

    /// <summary>Id of a step where it waits or has stopped.</summary>
    public string? Steg { get; set; }

    public string? Forsenade { get; set; }

    public int? Number => int.TryParse(Nummer, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    public int? Age => int.TryParse(Alder, CultureInfo.InvariantCulture, out var days) && Ages.Contains(days) ? days : null;

    public WorkflowStatus? Status => Statuses.Where(s => Slug(s) == Lage).Select(s => (WorkflowStatus?)s).FirstOrDefault();

    public bool IsOverdue => Forsenade == "1";

    public bool IsEmpty => (Number, Status, Age, IsOverdue) == (null, null, null, false) && string.IsNullOrEmpty(Flode) && string.IsNullOrEmpty(Steg);

    public static string Slug(WorkflowStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>As a query string; <paramref name="with"/> takes the place of what was asked for.</summary>
    public string Address(params (string Name, string? Value)[] with)
    {
        (string Name, string? Value)[] asked = [("nummer", Nummer), ("flode", Flode), ("steg", Steg), ("lage", Lage), ("alder", Alder), ("forsenade", Forsenade)];
        var all = asked.Select(a => with.FirstOrDefault(w => w.Name == a.Name, a)).Concat(with.Where(w => asked.All(a => a.Name != w.Name))).Where(a => !string.IsNullOrEmpty(a.Value));
        return "~/admin/arbetsfloden/pagaende?" + string.Join('&', all.Select(a => $"{a.Name}={Uri.EscapeDataString(a.Value!)}"));
    }

    /// <summary>The flows asked for. A subject that this viewer may not see is not found by its number.</summary>
    public async Task<IQueryable<WorkflowInstance>> FindAsync(AppDb db, IEnumerable<IWorkflowSubjects> subjects, DateTime nowUtc, CancellationToken ct, bool anyStatus = false)
    {
        var found = db.Set<WorkflowInstance>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Nummer))
        {
            var ids = new List<Guid>();
            foreach (var owner in Number is null ? [] : subjects)
            {
                if (await owner.NumberedAsync(Number!.Value, ct) is { } id)
                {
                    ids.Add(id);
                }
            }

            found = found.Where(i => ids.Contains(i.SubjectId));
        }

        if (!string.IsNullOrEmpty(Flode))
        {
            found = found.Where(i => db.Set<WorkflowType>().Any(t => t.Id == i.TypeId && t.Key == Flode));
        }

        if (!string.IsNullOrEmpty(Steg))
        {
            found = found.Where(i => i.FaultActivityId == Steg || db.Set<WaitRow>().Any(w => w.InstanceId == i.Id && w.ActivityId == Steg && w.EndedUtc == null));
        }

        if (Status is { } status && !anyStatus)
        {
            found = found.Where(i => i.Status == status);
        }

        if (Age is { } days)
        {
            var beforeUtc = nowUtc.AddDays(-days);
            found = found.Where(i => i.CreatedUtc < beforeUtc);
        }

        return IsOverdue
            ? found.Where(i => db.Set<WaitRow>().Any(w => w.InstanceId == i.Id && w.Kind == WaitKind.Task && w.EndedUtc == null && w.DueUtc < nowUtc))
            : found;
    }
}
