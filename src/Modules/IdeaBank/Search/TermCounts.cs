using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>How often a proposal has a term, by field; what is more than a field holds is as much as it holds.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TermCount(uint Hash, int Title, int Problem, int Solution, int Place);

/// <summary>
/// What the ranker reads of a proposal: how many words each field has, when it was handed in, what raises it, and of each term a hash of 32 bits with its counts, six bytes each in the order of the text. A tenth of the time that reading
/// the terms themselves would take. Two terms of one proposal with the same hash are rarer than one in a million.
/// </summary>
internal readonly struct TermCounts(byte[]? bytes)
{
    private const int Lengths = 8;
    private const int Moment = Lengths + sizeof(long);
    private const int Head = Moment + 1;

    private const byte ForEveryone = 1;
    private const byte Implemented = 2;
    private const int Each = 6;

    // Sixteen bits: three for the title, five for the problem, six for solution and benefit, two for the place.
    private const int MostTitle = 7;
    private const int MostProblem = 31;
    private const int MostSolution = 63;
    private const int MostPlace = 3;

    /// <summary>0 for what was indexed before there were counts: it is found, but comes last until the index has been made anew.</summary>
    public int Count => bytes is null ? 0 : (bytes.Length - Head) / Each;

    /// <summary>Words of a field, parts of compounds left out: 0 for the title, then problem, solution with benefit, place.</summary>
    public int Length(int field) => bytes is null ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * field));

    /// <summary>When the proposal was handed in: here too, as what follows, since a column more takes as long to read as all the counts.</summary>
    public DateTime SubmittedUtc => bytes is null ? default : new(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(Lengths)), DateTimeKind.Utc);

    /// <summary>True when everyone may see the proposal.</summary>
    public bool IsForEveryone => bytes is not null && (bytes[Moment] & ForEveryone) != 0;

    /// <summary>True when it was carried out.</summary>
    public bool IsImplemented => bytes is not null && (bytes[Moment] & Implemented) != 0;

    public TermCount this[int i]
    {
        get
        {
            var at = bytes.AsSpan(Head + (i * Each), Each);
            var counts = BinaryPrimitives.ReadUInt16LittleEndian(at[4..]);
            return new(BinaryPrimitives.ReadUInt32LittleEndian(at), counts & MostTitle, (counts >> 3) & MostProblem, (counts >> 8) & MostSolution, counts >> 14);
        }
    }

    public static TermCounts Read(System.Data.Common.DbDataReader reader, int column) => new(reader.GetValue(column) as byte[]);

    /// <summary>True when the title has one of the terms.</summary>
    public bool InTitle(IReadOnlySet<uint> hashes)
    {
        // The title's terms come first.
        for (var i = 0; i < Count && this[i] is { Title: > 0 } term; i++)
        {
            if (hashes.Contains(term.Hash))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>FNV-1a: the same for ever, on every machine.</summary>
    public static uint Hash(ReadOnlySpan<char> term)
    {
        var hash = 2166136261;
        foreach (var letter in term)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return hash;
    }

    public static byte[] Of(IndexedText text, DateTime submittedUtc, bool isForEveryone, bool isImplemented)
    {
        string[] fields = [text.Title, text.Problem, text.Solution, text.Place];
        var (places, counts) = (new Dictionary<uint, int>(), new List<Counted>());
        for (var field = 0; field < fields.Length; field++)
        {
            foreach (var range in fields[field].AsSpan().Split(' '))
            {
                if (fields[field].AsSpan()[range] is { Length: > 0 } term)
                {
                    var hash = Hash(term);
                    ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, hash, out var known);
                    if (!known)
                    {
                        place = counts.Count;
                        counts.Add(new(hash));
                    }

                    CollectionsMarshal.AsSpan(counts)[place].Add(field);
                }
            }
        }

        var bytes = new byte[Head + (Each * counts.Count)];
        for (var field = 0; field < fields.Length; field++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * field), (ushort)Math.Min(ushort.MaxValue, IndexedText.Length(fields[field])));
        }

        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(Lengths), submittedUtc.Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond); // As exact as PostgreSQL keeps it.
        bytes[Moment] = (byte)((isForEveryone ? ForEveryone : 0) | (isImplemented ? Implemented : 0));
        for (var i = 0; i < counts.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Head + (i * Each)), counts[i].Hash);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Head + (i * Each) + 4), counts[i].Packed);
        }

        return bytes;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Counted(uint hash)
    {
        private int title;
        private int problem;
        private int solution;
        private int place;

        public readonly uint Hash => hash;

        public readonly ushort Packed =>
            (ushort)(Math.Min(MostTitle, title) | (Math.Min(MostProblem, problem) << 3) | (Math.Min(MostSolution, solution) << 8) | (Math.Min(MostPlace, place) << 14));

        public void Add(int field)
        {
            switch (field)
            {
                case 0:
                    title++;
                    break;
                case 1:
                    problem++;
                    break;
                case 2:
                    solution++;
                    break;
                default:
                    place++;
                    break;
            }
        }
    }
}
