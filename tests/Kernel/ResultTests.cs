using System.Text.Json;
using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Kernel.Tests;

public sealed class ResultTests
{
    [Fact]
    public void A_refusal_has_problems_and_no_value()
    {
        Result<int> refused = new Problem("Kernel.Forbidden", "Field");
        refused.Succeeded.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => refused.Value).Message.ShouldContain("Kernel.Forbidden");
        Should.Throw<ArgumentException>(() => Result<int>.Refused([]));
    }

    [Fact]
    public void A_success_has_a_value_and_no_problems()
    {
        Result<int> seven = 7;
        (seven.Succeeded, seven.Value, seven.Problems.Count).ShouldBe((true, 7, 0));
        Done.Ok.Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ProblemKind.Invalid, 400)]
    [InlineData(ProblemKind.NotFound, 404)]
    [InlineData(ProblemKind.Forbidden, 403)]
    [InlineData(ProblemKind.Conflict, 409)]
    public void Each_kind_of_problem_has_its_status(ProblemKind kind, int status) => ApiRoutes.Status(kind).ShouldBe(status);

    [Fact]
    public void Ids_are_ordered_by_time_and_written_as_their_uuid()
    {
        var (first, second) = (TypedId.New<NoteId>(), TypedId.New<NoteId>());
        first.Value.Version.ShouldBe(7);
        first.ShouldNotBe(second);
        var options = new JsonSerializerOptions { Converters = { new TypedIdJsonConverterFactory() } };
        JsonSerializer.Deserialize<NoteId>(JsonSerializer.Serialize(first, options), options).ShouldBe(first);
        JsonSerializer.Serialize(first, options).ShouldBe($"\"{first.Value}\"");
    }

    [Fact]
    public void A_module_without_what_it_stands_on_is_a_mistake()
    {
        Should.Throw<InvalidOperationException>(() => new ModuleSet(new NeedyModule())).Message.ShouldContain("ProbeModule");
        Should.NotThrow(() => new ModuleSet(new ProbeModule(), new NeedyModule()));
    }

    private sealed class NeedyModule : IModule
    {
        public ModuleManifest Manifest { get; } = new("Needy", "needy", "ProbeModule");

        public void Add(ModuleBuilder module)
        {
        }

        public void Map(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder routes)
        {
        }
    }
}
