using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Form;

/// <summary>From what a person wrote to a draft or a submitted proposal.</summary>
internal sealed class Drafting(AppDb db, InputReader reader, Submission submission, IOrganisation organisation, CurrentUser user, TimeProvider clock)
{
    private const int Attempts = 3;

    /// <summary>
    /// Saves under <paramref name="key"/>, which the form carries: the same form sent twice finds the proposal that it made the first time.
    /// </summary>
    public async Task<Result<Proposal>> SaveAsync(ProposalId key, ProposalInput input, SaveMode mode, CancellationToken ct)
    {
        var read = await reader.ReadAsync(input, mode, ct);
        if (!read.Succeeded)
        {
            return Result<Proposal>.Refused(read.Problems);
        }

        for (var attempt = 1; ; attempt++)
        {
            var saved = await db.TransactAsync<Proposal>(token => WriteAsync(key, read.Value, mode, token), ct);

            // The other click, or what was being saved while one wrote, was first by a hair: then its proposal is there, and it is this one.
            var otherWasFirst = !saved.Succeeded && saved.Problems[0].Kind == ProblemKind.Conflict;
            if (!otherWasFirst || attempt == Attempts || await MineAsync(key, ct) is null)
            {
                return saved;
            }

            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The proposal of that key which the viewer brought or registered, tracked, or null.</summary>
    public Task<Proposal?> MineAsync(ProposalId key, CancellationToken ct)
    {
        var me = new PersonId(user.PersonId);
        return db.Set<Proposal>().FirstOrDefaultAsync(p => p.Id == key && (p.AuthorId == me || p.RegisteredById == me), ct);
    }

    private async Task<Result<Proposal>> WriteAsync(ProposalId key, ReadInput input, SaveMode mode, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var proposal = await MineAsync(key, ct);
        if (proposal is { Status: not ProposalStatus.Draft })
        {
            return proposal; // Sent already: a double click or a reload.
        }

        var origin = await OriginAsync(proposal, input, ct);
        if (mode == SaveMode.AndSubmit && await IsClosedAsync(origin, ct))
        {
            return new Problem("Proposal.PlaceClosed") { Arguments = [origin.UnitName ?? origin.DepartmentName] };
        }

        if (proposal is null)
        {
            proposal = Proposal.Draft(key, input.Text, origin, input.Frame, nowUtc);
            db.Add(proposal);
        }
        else
        {
            proposal.Rewrite(input.Text, origin, input.Frame);
        }

        await CampaignAnswer.SetAsync(db, key, input.Answers, ct);
        if (input.CoAuthors is { } people)
        {
            await CoAuthors.SetAsync(db, proposal, [.. people.Where(p => p.Id != origin.AuthorId)], nowUtc, ct);
        }

        return mode == SaveMode.AndSubmit ? await submission.SubmitAsync(proposal, nowUtc, ct) : proposal;
    }

    private async Task<ProposalOrigin> OriginAsync(Proposal? draft, ReadInput input, CancellationToken ct)
    {
        if (input.Registered is { } registered)
        {
            return registered with { IsWorkplaces = registered.IsWorkplaces || input.IsWorkplaces };
        }

        // Somebody registered it for the viewer, who now goes on with it: then it stays registered.
        var origin = draft?.RegisteredById is { } other && other.Value != user.PersonId ? draft.Origin : await OwnAsync(ct);
        return origin with { IsWorkplaces = input.IsWorkplaces };
    }

    private async Task<ProposalOrigin> OwnAsync(CancellationToken ct)
    {
        var me = await organisation.PersonAsync(new PersonId(user.PersonId), ct) ?? throw new InvalidOperationException("The signed-in person is gone.");
        var department = (await organisation.DepartmentsAsync(ct)).Single(d => d.Id == me.DepartmentId);
        var unit = department.Units.FirstOrDefault(u => u.Id == me.UnitId && (!u.IsClosed || department.IsClosed));
        return new(ProposalSource.Staff, me.Id, me.Name, department.Id, department.Name, unit?.Id, unit?.Name);
    }

    // Nothing new comes from a place that is closed. Whoever still belongs to a closed unit speaks for the department.
    private async Task<bool> IsClosedAsync(ProposalOrigin origin, CancellationToken ct)
    {
        var department = (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == origin.DepartmentId);
        return department is null or { IsClosed: true } || department.Units.Any(u => u.Id == origin.UnitId && u.IsClosed);
    }
}
