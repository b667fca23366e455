package io.github.audibleabssync;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.lang.model.element.Modifier;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sentences in a source file, as they are put together: literals joined, and what is filled in at run time as <code>…</code>
 * or by its name. What only developers see (the debug log, failed assumptions, annotations) is passed over.
 */
final class MessageTexts extends TreeScanner<@Nullable Void, @Nullable Void> {

    private static final Pattern PLACE =
            Pattern.compile("%(?:\\d+\\$)?[-,+0# ]*\\d*(?:\\.\\d+)?[sdfx]|\\{}");
    private static final Pattern NO_SENTENCE =
            Pattern.compile(
                    "(?s)[A-Za-z]+\\[.*|.*( ON CONFLICT | ORDER BY | IS NULL| = \\?| EXISTS"
                        + " ).*|.*\\{(insert|select|delete)}.*|(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|VACUUM|PRAGMA|CASE|BEGIN)"
                        + " .*|.*(\\(\\?|\\\\|\\[\\^).*");
    private static final Set<String> FOR_DEVELOPERS =
            Set.of(
                    "IllegalStateException",
                    "IllegalArgumentException",
                    "UnsupportedOperationException",
                    "UncheckedIOException",
                    "AssertionError");
    private static final int LEAST_WORDS = 4;
    private static final String UNKNOWN = "…";

    private final Map<String, String> constants = new HashMap<>();
    private final Set<String> found = new LinkedHashSet<>();

    /** In an enum whose constants are texts, short ones count, too. */
    private boolean inWords;

    private MessageTexts() {}

    /** The sentences of each file, in the order of the source. */
    static Map<Path, Set<String>> read(List<Path> files) throws IOException {
        Map<Path, Set<String>> texts = new HashMap<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                MessageTexts scanner = new MessageTexts();
                scanner.scan(unit, null);
                texts.put(
                        Path.of("")
                                .toAbsolutePath()
                                .relativize(Path.of(unit.getSourceFile().toUri())),
                        scanner.found);
            }
        }
        return texts;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
        for (Tree member : type.getMembers()) {
            if (member instanceof VariableTree field) {
                Optional.ofNullable(field.getInitializer())
                        .flatMap(this::text)
                        .ifPresent(text -> constants.put(field.getName().toString(), text));
            }
        }
        return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        boolean before = inWords;
        inWords =
                variable.getInitializer() instanceof NewClassTree made
                        && variable.getModifiers()
                                .getFlags()
                                .containsAll(Set.of(Modifier.STATIC, Modifier.FINAL))
                        && made.getIdentifier().toString().equals(variable.getType().toString());
        super.visitVariable(variable, null);
        inWords = before;
        return null;
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void none) {
        return null;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void none) {
        String type = made.getIdentifier().toString();
        if (FOR_DEVELOPERS.contains(type)) {
            return null;
        }
        if (problem(type, made.getArguments())) {
            return null;
        }
        return super.visitNewClass(made, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        if (call.getMethodSelect().toString().matches("LOG\\.(debug|trace)")) {
            return null;
        }
        if (said(call)) {
            return null;
        }
        if (problem(
                call.getMethodSelect().toString().replaceAll("\\.(inUse|locked|repairable)$", ""),
                call.getArguments())) {
            return null;
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void none) {
        return said(sum) ? null : super.visitBinary(sum, null);
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void none) {
        text(literal).ifPresent(this::add);
        return null;
    }

    /** Two exceptions put their message together themselves: what, with which file, what to do. */
    private boolean problem(String type, List<? extends ExpressionTree> arguments) {
        List<String> parts = arguments.stream().map(this::textOrName).toList();
        if (type.equals("StateFileProblem") && parts.size() > 2) {
            add(parts.get(0) + ": " + parts.get(1) + ". " + parts.get(2));
        } else if (type.equals("SessionFileProblem") && parts.size() > 1) {
            add(parts.get(0) + ". " + parts.get(1) + ".");
        } else {
            return false;
        }
        arguments.forEach(this::scanRest);
        return true;
    }

    private boolean said(ExpressionTree expression) {
        Optional<String> text = text(expression);
        text.ifPresent(this::add);
        if (text.isPresent()) {
            scanRest(expression);
        }
        return text.isPresent();
    }

    /** What is filled into a text may have texts of its own. */
    private void scanRest(ExpressionTree expression) {
        switch (expression) {
            case LiteralTree _ -> {}
            case IdentifierTree _ -> {}
            case ParenthesizedTree inner -> scanRest(inner.getExpression());
            case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> {
                scanRest(sum.getLeftOperand());
                scanRest(sum.getRightOperand());
            }
            case ConditionalExpressionTree choice when text(choice).isPresent() -> {
                scanRest(choice.getTrueExpression());
                scanRest(choice.getFalseExpression());
            }
            case MethodInvocationTree call when text(call).isPresent() ->
                    call.getArguments().forEach(this::scanRest);
            default -> scan(expression, null);
        }
    }

    private void add(String text) {
        String tidy = PLACE.matcher(text.replace("%n", " ")).replaceAll(UNKNOWN);
        tidy = tidy.replaceAll("\\s+", " ").strip();
        long words =
                Arrays.stream(tidy.split(" ", -1))
                        .filter(word -> word.matches(".*\\p{L}.*"))
                        .count();
        if (words >= (inWords ? 2 : LEAST_WORDS) && !NO_SENTENCE.matcher(tidy).matches()) {
            found.add(tidy);
        }
    }

    /** The text of an expression that has literal words in it. */
    private Optional<String> text(ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree literal when literal.getValue() instanceof String text ->
                    Optional.of(text);
            case ParenthesizedTree inner -> text(inner.getExpression());
            case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> {
                boolean words =
                        text(sum.getLeftOperand()).isPresent()
                                || text(sum.getRightOperand()).isPresent();
                yield words
                        ? Optional.of(
                                textOrName(sum.getLeftOperand())
                                        + textOrName(sum.getRightOperand()))
                        : Optional.empty();
            }
            case ConditionalExpressionTree choice -> {
                Optional<String> first = text(choice.getTrueExpression());
                Optional<String> second = text(choice.getFalseExpression());
                yield first.isPresent() || second.isPresent()
                        ? Optional.of(
                                "["
                                        + textOrName(choice.getTrueExpression())
                                        + " | "
                                        + textOrName(choice.getFalseExpression())
                                        + "]")
                        : Optional.empty();
            }
            case IdentifierTree name -> Optional.ofNullable(constants.get(name.toString()));
            case MethodInvocationTree call
                    when call.getMethodSelect() instanceof MemberSelectTree select
                            && select.getIdentifier().contentEquals("formatted") ->
                    text(select.getExpression())
                            .map(
                                    format ->
                                            fill(
                                                    format,
                                                    call.getArguments().stream()
                                                            .map(this::textOrName)
                                                            .toList()));
            default -> Optional.empty();
        };
    }

    private static String fill(String format, List<String> names) {
        var place =
                Pattern.compile("%(?:(\\d+)\\$)?[-,+0# ]*\\d*(?:\\.\\d+)?[sdfx]").matcher(format);
        int[] next = {0};
        return place.replaceAll(
                match -> {
                    int index =
                            match.group(1) == null
                                    ? next[0]++
                                    : Integer.parseInt(match.group(1)) - 1;
                    return Matcher.quoteReplacement(
                            index < names.size() ? names.get(index) : UNKNOWN);
                });
    }

    /** Its words or, where it has none, what it is called. */
    private String textOrName(ExpressionTree expression) {
        return text(expression)
                .orElseGet(
                        () ->
                                switch (expression) {
                                    case IdentifierTree name -> "{" + name + "}";
                                    case MemberSelectTree name -> "{" + name.getIdentifier() + "}";
                                    case MethodInvocationTree call -> "{" + name(call) + "}";
                                    default -> UNKNOWN;
                                });
    }

    private static String name(MethodInvocationTree call) {
        return switch (call.getMethodSelect()) {
            case MemberSelectTree select
                    when Set.of(
                                    "get",
                                    "of",
                                    "toString",
                                    "find",
                                    "orElse",
                                    "orElseThrow",
                                    "getMessage",
                                    "map",
                                    "collect",
                                    "label",
                                    "title")
                            .contains(select.getIdentifier().toString()) ->
                    switch (select.getExpression()) {
                        case IdentifierTree name -> name.toString();
                        case MemberSelectTree name -> name.getIdentifier().toString();
                        case MethodInvocationTree inner -> name(inner);
                        default -> UNKNOWN;
                    };
            case MemberSelectTree select -> select.getIdentifier().toString();
            default -> call.getMethodSelect().toString();
        };
    }
}
