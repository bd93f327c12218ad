using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>Where a step that begins flows at times stands: when it does so next, and how far it has come when that is now. One for each such step and kind of subject.</summary>
internal sealed class TimerStart
{
    private TimerStart()
    {
    }

    public WorkflowTypeId TypeId { get; private init; }

    public string ActivityId { get; private init; } = "";

    public string SubjectType { get; private init; } = "";

    /// <summary>As written when <see cref="NextUtc"/> was reckoned.</summary>
    public string Cron { get; private set; } = "";

    public DateTime NextUtc { get; private set; }

    /// <summary>Running number of the last subject that was looked at this time; 0 between times.</summary>
    public int After { get; private set; }

    /// <summary>Flows that have begun this time.</summary>
    public int Begun { get; private set; }

    public static TimerStart Of(WorkflowTypeId type, string activity, string subjectType) => new() { TypeId = type, ActivityId = activity, SubjectType = subjectType };

    /// <summary>Waits for the next time.</summary>
    public void Await(string cron, DateTime nextUtc) => (Cron, NextUtc, After, Begun) = (cron, nextUtc, 0, 0);

    public void Looked(int after, int begun) => (After, Begun) = (after, Begun + begun);
}

internal sealed class TimerStartMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var start = model.Entity<TimerStart>().ToTable("workflows_timer_start");
        start.HasKey(s => new { s.TypeId, s.ActivityId, s.SubjectType });
        start.Property(s => s.ActivityId).HasMaxLength(40);
        start.Property(s => s.SubjectType).HasMaxLength(40);
        start.Property(s => s.Cron).HasMaxLength(200);
    }
}
