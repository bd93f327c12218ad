using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Empty;

internal sealed class NoteDb(DbContextOptions<NoteDb> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

internal sealed class Note
{
    public int Id { get; init; }

    public string Text { get; init; } = "";
}
