namespace IntranetInnovation.Workflows;

/// <summary>Orchard's ids: 26 characters that begin with a 4.</summary>
internal static class OrchardId
{
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New()
    {
        var number = new System.Numerics.BigInteger(Guid.CreateVersion7().ToByteArray(bigEndian: true), isUnsigned: true, isBigEndian: true);
        var id = new char[26];
        for (var i = id.Length - 1; i > 0; i--)
        {
            id[i] = Letters[(int)(number % Letters.Length)];
            number /= Letters.Length;
        }

        id[0] = '4';
        return new(id);
    }
}
