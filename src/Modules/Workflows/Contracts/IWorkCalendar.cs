namespace IntranetInnovation.Workflows.Contracts;

/// <summary>
/// The municipality's working days: Sweden's (see the kernel's <c>WorkingDays</c>), and the days that the administrator has added or taken away. Used for every due date. The list is read
/// once for each scope.
/// </summary>
public interface IWorkCalendar
{
    /// <summary>True on a day that counts.</summary>
    /// <param name="day">A Stockholm day.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<bool> IsWorkingDayAsync(DateOnly day, CancellationToken ct);

    /// <summary>The last minute of the working day that lies so many working days after, UTC.</summary>
    /// <param name="fromUtc">UTC; its own day does not count.</param>
    /// <param name="days">0–1000; 0 means the same day, or the next working day.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<DateTime> DueAsync(DateTime fromUtc, int days, CancellationToken ct);

    /// <summary>Seven in the morning, Stockholm, of the working day that lies so many working days before, UTC.</summary>
    /// <param name="dueUtc">UTC; when its own day is no working day, the nearest one before it is day 0.</param>
    /// <param name="days">0–1000.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<DateTime> MorningBeforeAsync(DateTime dueUtc, int days, CancellationToken ct);

    /// <summary>Seven in the morning, Stockholm, of the working day that lies so many working days after, UTC.</summary>
    /// <param name="fromUtc">UTC; its own day does not count.</param>
    /// <param name="days">1–1000.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<DateTime> MorningAfterAsync(DateTime fromUtc, int days, CancellationToken ct);
}
