using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;

namespace IntranetInnovation.Workflows;

/// <summary>Raises what people are told of, unless this scope works quietly: an import must not send mail about what happened long ago.</summary>
internal sealed class Telling(AppDb db)
{
    private int quiet;

    public void Raise(IEvent e)
    {
        if (quiet == 0)
        {
            db.Raise(e);
        }
    }

    public IDisposable Quietly()
    {
        quiet++;
        return new Quiet(this);
    }

    private sealed class Quiet(Telling telling) : IDisposable
    {
        private bool ended;

        public void Dispose()
        {
            telling.quiet -= ended ? 0 : 1;
            ended = true;
        }
    }
}
