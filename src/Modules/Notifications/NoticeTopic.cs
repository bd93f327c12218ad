namespace IntranetInnovation.Notifications;

/// <summary>What a notice is about in the eyes of its reader, who chooses for each how it is mailed. The names are part of text keys and stored in rows.</summary>
internal enum NoticeTopic
{
    Task,
    Reminder,

    /// <summary>The coach's weekly list.</summary>
    Overdue,

    /// <summary>Somebody waits for the reader's answer, or has answered the reader.</summary>
    Question,

    /// <summary>What becomes of the reader's own proposals.</summary>
    Own,
    Comment,

    /// <summary>What becomes of proposals that the reader follows.</summary>
    Followed,
    GoodExample,

    /// <summary>New hits of a search that the reader has saved.</summary>
    SavedSearch,
    Other,
}

/// <summary>When a notice is mailed. In the system it is always shown at once, so no choice hides a task.</summary>
internal enum MailChoice
{
    AtOnce,
    Daily,
    Weekly,
    Never,
}

internal static class NoticeTopics
{
    private static readonly MailChoice[] Every = Enum.GetValues<MailChoice>();

    /// <summary>What holds until a person chooses: what one is asked for or waits for comes at once, the rest gathers.</summary>
    public static MailChoice Default(this NoticeTopic topic) =>
        topic is NoticeTopic.Comment or NoticeTopic.Followed or NoticeTopic.SavedSearch ? MailChoice.Daily : MailChoice.AtOnce;

    /// <summary>A list that is made once a week is not gathered again.</summary>
    public static IReadOnlyList<MailChoice> Choices(this NoticeTopic topic) =>
        topic == NoticeTopic.Overdue ? [MailChoice.AtOnce, MailChoice.Never] : Every;

    /// <summary>The topic of a kind for those whom it concerns most; followers are told under <see cref="NoticeTopic.Followed"/>.</summary>
    public static NoticeTopic Topic(this NoticeKind kind) => kind switch
    {
        NoticeKind.Task or NoticeKind.WaiverRequested => NoticeTopic.Task,
        NoticeKind.Reminder or NoticeKind.FirstAnswer => NoticeTopic.Reminder,
        NoticeKind.Overdue => NoticeTopic.Overdue,
        NoticeKind.MoreInformation or NoticeKind.Answered => NoticeTopic.Question,
        NoticeKind.Comment => NoticeTopic.Comment,
        NoticeKind.GoodExample => NoticeTopic.GoodExample,
        NoticeKind.NewHit or NoticeKind.NewHits => NoticeTopic.SavedSearch,
        NoticeKind.General or NoticeKind.Withdrawn => NoticeTopic.Other,
        _ => NoticeTopic.Own,
    };
}
