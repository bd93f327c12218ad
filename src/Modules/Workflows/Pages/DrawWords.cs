using IntranetInnovation.Kernel.Texts;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>The words that the drawing board's script says. A test holds this list against the script.</summary>
internal static class DrawWords
{
    private static readonly string[] Keys =
    [
        "Workflow.StepStart", "Workflow.StepEnds", "Workflow.FindingErrors", "Workflow.FindingWarnings", "Workflow.FindingGo", "Workflow.Edit.Add", "Workflow.Edit.AddHere",
        "Workflow.Edit.After", "Workflow.Edit.CopyOf", "Workflow.Edit.Empty", "Workflow.Edit.Search", "Workflow.Edit.SearchNoneText", "Workflow.Edit.StartHere",
        "Workflow.Edit.StartNot", "Workflow.Edit.WayFrom", "Workflow.Edit.WayNowhere", "Workflow.Edit.Ways", "Workflow.New.CopyOf", "Workflow.Draw.Loading",
        "Workflow.Draw.NotOpened", "Workflow.Draw.Tools", "Workflow.Draw.Board", "Workflow.Draw.Minimap", "Workflow.Draw.EmptyText", "Workflow.Draw.Undo", "Workflow.Draw.Redo",
        "Workflow.Draw.Copy", "Workflow.Draw.Paste", "Workflow.Draw.Duplicate", "Workflow.Draw.Remove", "Workflow.Draw.AlignRow", "Workflow.Draw.AlignColumn",
        "Workflow.Draw.Arrange", "Workflow.Draw.ZoomIn", "Workflow.Draw.ZoomOut", "Workflow.Draw.Fit", "Workflow.Draw.GoTo", "Workflow.Draw.Saved", "Workflow.Draw.TimeMark",
        "Workflow.Draw.Saving", "Workflow.Draw.Failed", "Workflow.Draw.ConflictShort", "Workflow.Draw.Conflict", "Workflow.Draw.ConflictText", "Workflow.Draw.TakeTheirs",
        "Workflow.Draw.KeepCopy", "Workflow.Draw.TheirsRead", "Workflow.Draw.Free", "Workflow.Draw.Found", "Workflow.Draw.Nameless", "Workflow.Draw.Step", "Workflow.Draw.Leads",
        "Workflow.Draw.MarkErrors", "Workflow.Draw.MarkWarnings", "Workflow.Draw.Checks", "Workflow.Draw.ChecksNone", "Workflow.Draw.Close", "Workflow.Draw.NewStep",
        "Workflow.Draw.FormFailed", "Workflow.Draw.FormOwn", "Workflow.Draw.FormSaved", "Workflow.Draw.FormRefused", "Workflow.Draw.Steps", "Workflow.Draw.Added",
        "Workflow.Draw.AddedAfter", "Workflow.Draw.Removed", "Workflow.Draw.Copied", "Workflow.Draw.Pasted", "Workflow.Draw.NothingCopied", "Workflow.Draw.Aligned",
        "Workflow.Draw.Arranged", "Workflow.Draw.Led", "Workflow.Draw.Cut", "Workflow.Draw.CutSome", "Workflow.Draw.StartsHere", "Workflow.Draw.StartsNot", "Workflow.Draw.Undone",
        "Workflow.Draw.Redone", "Workflow.Draw.NothingToUndo", "Workflow.Draw.NothingToRedo", "Workflow.Draw.Keys", "Workflow.Draw.Key.Arrows", "Workflow.Draw.KeyDoes.Arrows",
        "Workflow.Draw.Key.Tab", "Workflow.Draw.KeyDoes.Tab", "Workflow.Draw.Key.Enter", "Workflow.Draw.KeyDoes.Enter", "Workflow.Draw.Key.Plus", "Workflow.Draw.KeyDoes.Plus",
        "Workflow.Draw.Key.Move", "Workflow.Draw.KeyDoes.Move", "Workflow.Draw.Key.Delete", "Workflow.Draw.KeyDoes.Delete", "Workflow.Draw.Key.Undo", "Workflow.Draw.KeyDoes.Undo",
        "Workflow.Draw.Key.Clip", "Workflow.Draw.KeyDoes.Clip", "Workflow.Draw.Key.Several", "Workflow.Draw.KeyDoes.Several", "Workflow.Draw.Key.Escape",
        "Workflow.Draw.KeyDoes.Escape", "Workflow.Draw.FitStart", "Workflow.Draw.Try", "Workflow.Draw.TryClose", "Workflow.Draw.TryStale", "Workflow.Draw.Tried", "Workflow.Try.Title",
    ];

    public static IReadOnlyDictionary<string, string> Of(ITexts texts) => Keys.ToDictionary(key => key, key => texts[key]);
}
