using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.TestKit;

/// <summary>What the host logged as an error, so that a failing test can say why.</summary>
public sealed class TestLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> errors = new();

    /// <summary>Errors so far, oldest first.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Logger(errors, categoryName);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> errors, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
