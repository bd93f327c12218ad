using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>All flows, the stopped ones first, by number, state and age. A subject that the administrator may not see has no title here, and is not found by its number.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class InstancesModel(AppDb db, IEnumerable<IWorkflowSubjects> subjects, ITexts texts, TimeProvider clock) : PageModel
{
    private const int PageSize = 25;

    public static IReadOnlyList<int> Ages { get; } = [7, 30, 90, 365];

    [BindProperty(SupportsGet = true, Name = "nummer")]
    public string? AskedNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "lage")]
    public string? AskedStatus { get; set; }

    [BindProperty(SupportsGet = true, Name = "alder")]
    public string? AskedAge { get; set; }

    [BindProperty(SupportsGet = true, Name = "sida")]
    public int Asked { get; set; } = 1;

    public int? Number => int.TryParse(AskedNumber, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    public int? Age => int.TryParse(AskedAge, System.Globalization.CultureInfo.InvariantCulture, out var days) && Ages.Contains(days) ? days : null;

    public WorkflowStatus? Status => Statuses.Where(s => Slug(s) == AskedStatus).Select(s => (WorkflowStatus?)s).FirstOrDefault();

    public IReadOnlyList<WorkflowStatus> Statuses { get; } = [WorkflowStatus.Faulted, WorkflowStatus.Halted, WorkflowStatus.Finished, WorkflowStatus.Aborted];

    public new int Page => Math.Clamp(Asked, 1, 1000);

    public bool HasMore { get; private set; }

    public IReadOnlyList<InstanceLine> Lines { get; private set; } = [];

    public static string Slug(WorkflowStatus status) => status.ToString().ToLowerInvariant();

    public string Address(int page) => Url.Content($"~/admin/arbetsfloden/pagaende?nummer={Number}&lage={(Status is { } s ? Slug(s) : "")}&alder={Age}&sida={page}");

    public async Task OnGetAsync(CancellationToken ct)
    {
        var found = db.Set<WorkflowInstance>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(AskedNumber))
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

        if (Status is { } status)
        {
            found = found.Where(i => i.Status == status);
        }

        if (Age is { } days)
        {
            var beforeUtc = clock.GetUtcNow().UtcDateTime.AddDays(-days);
            found = found.Where(i => i.CreatedUtc < beforeUtc);
        }

        var rows = await found.OrderBy(i => i.Status == WorkflowStatus.Faulted ? 0 : i.Status == WorkflowStatus.Halted ? 1 : 2).ThenByDescending(i => i.CreatedUtc).ThenBy(i => i.Id)
            .Skip((Page - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        HasMore = rows.Count > PageSize;
        await WordAsync([.. rows.Take(PageSize)], ct);
    }

    private async Task WordAsync(List<WorkflowInstance> rows, CancellationToken ct)
    {
        var (types, ids) = (rows.Select(i => i.TypeId).Distinct().ToList(), rows.Select(i => i.Id).ToList());
        var names = await db.Set<WorkflowType>().Where(t => types.Contains(t.Id)).Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var waits = (await db.Set<WaitRow>().Where(w => ids.Contains(w.InstanceId) && w.EndedUtc == null && w.Kind == WaitKind.Task).Take(PageSize * 4)
            .Select(w => new { w.InstanceId, w.AssigneeName, w.SubjectType, w.SubjectId }).ToListAsync(ct)).ToLookup(w => w.InstanceId);
        var cards = await subjects.CardsAsync(rows.Select(i => i.Subject), ct);
        Lines = [.. rows.Select(i => new InstanceLine(
            i.Id.Value,
            names.GetValueOrDefault(i.TypeId) ?? texts["Workflow.InstanceNoType"],
            i.Status,
            i.CreatedUtc,
            cards.GetValueOrDefault(i.Subject),
            i.Status == WorkflowStatus.Faulted ? texts.Fault(i, cards.ContainsKey(i.Subject)) : null,
            string.Join(", ", waits[i.Id].Select(w => w.AssigneeName).Distinct()) is { Length: > 0 } waiting ? waiting : null))];
    }
}

/// <summary>Null card: a subject that this viewer may not see.</summary>
internal sealed record InstanceLine(Guid Id, string Type, WorkflowStatus Status, DateTime CreatedUtc, SubjectCard? Card, string? Why, string? WaitsFor);
