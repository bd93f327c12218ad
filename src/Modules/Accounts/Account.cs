using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Accounts;

/// <summary>What a person signs in with. Same id and user name as the person; made when the person chooses a password.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>For Identity and the database only.</summary>
    public Account()
    {
    }

    public Account(Guid person, string userName)
    {
        (Id, UserName) = (person, userName);
    }
}

internal sealed class AccountMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var account = model.Entity<Account>().ToTable("accounts_account");
        account.HasKey(a => a.Id);
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.UserName).HasMaxLength(64).IsRequired();
        account.Property(a => a.NormalizedUserName).HasMaxLength(64).IsRequired();
        account.Property(a => a.PasswordHash).HasMaxLength(200);
        account.Property(a => a.SecurityStamp).HasMaxLength(64);
        account.Property(a => a.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
        account.HasIndex(a => a.NormalizedUserName).IsUnique();

        // The address is the person's; failures are counted in Attempts, alike for names that do not exist.
        account.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed).Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed)
            .Ignore(a => a.TwoFactorEnabled).Ignore(a => a.LockoutEnd).Ignore(a => a.LockoutEnabled).Ignore(a => a.AccessFailedCount);
    }
}
