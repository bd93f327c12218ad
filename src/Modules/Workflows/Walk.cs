namespace IntranetInnovation.Workflows;

/// <summary>The branches of one run: steps that are to be taken, and joins at which a branch has come and waits for the others.</summary>
internal sealed class Walk
{
    private readonly Run run;
    private readonly Stack<GraphActivity> ahead;
    private readonly List<string> parked;

    public Walk(Run run, IEnumerable<GraphActivity> first)
    {
        this.run = run;
        ahead = new(first.Reverse());
        parked = [.. run.Instance.Parked()];
    }

    /// <summary>Activity ids of what is still to be taken, in order.</summary>
    public IReadOnlyList<string> Ahead => [.. ahead.Select(a => a.Id)];

    /// <summary>The next step; when none is left, a join that nothing can come to any more. Null when all branches wait or have ended.</summary>
    public GraphActivity? Next() => ahead.TryPop(out var activity) ? activity : parked.Where(j => !IsAwaited(j)).Select(run.Graph.Find).FirstOrDefault();

    /// <summary>Follows a step's outcomes; one that leads nowhere ends its branch.</summary>
    public void Follow(GraphActivity from, IReadOnlyList<string> outcomes)
    {
        foreach (var outcome in outcomes.Reverse())
        {
            if (run.Graph.Next(from.Id, outcome) is { } next)
            {
                ahead.Push(next);
            }
        }
    }

    /// <summary>A branch has come to a join that waits for all. True when it goes on; else the branch is parked there.</summary>
    public bool MeetsAll(GraphActivity join)
    {
        if (IsAwaited(join.Id))
        {
            if (!parked.Contains(join.Id))
            {
                parked.Add(join.Id);
                run.Instance.Park(parked);
            }

            return false;
        }

        // Forgotten as it is passed, so that the next round of a loop begins without marks.
        Unpark(j => j == join.Id);
        return true;
    }

    /// <summary>A branch has come to a join that waits for any: what could still come to it is given up. The rows to be ended.</summary>
    public IReadOnlyList<WaitRow> MeetsAny(GraphActivity join)
    {
        var kept = ahead.Where(a => !Comes(a.Id, join.Id)).Reverse().ToList();
        ahead.Clear();
        kept.ForEach(ahead.Push);
        Unpark(j => Comes(j, join.Id));
        return [.. run.Open.Where(r => r.IsOpen && run.Graph.Reaches(r.ActivityId, join.Id))];
    }

    // Of two joins that each lead to the other neither waits for the other: one of them must be first.
    private bool IsAwaited(string join) =>
        ahead.Any(a => Comes(a.Id, join))
        || run.Open.Any(r => r.IsOpen && run.Graph.Reaches(r.ActivityId, join))
        || parked.Any(p => p != join && run.Graph.Reaches(p, join) && !run.Graph.Reaches(join, p));

    private bool Comes(string from, string join) => from == join || run.Graph.Reaches(from, join);

    private void Unpark(Predicate<string> which)
    {
        if (parked.RemoveAll(which) > 0)
        {
            run.Instance.Park(parked);
        }
    }
}
