import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks veraPDF whether PDF files keep PDF/UA-1 and PDF/A-2a: all files in one run of Java, for
 * its start takes longer than a file. A line of JSON for each file and profile.
 *
 * <p>java -cp JAR Validate.java FILE...
 *
 * <p>The profiles are read here, element by element: veraPDF's own reader wants JAXB, which the
 * jar has not and many systems have no package of.
 */
public class Validate {
    private static final String[] PROFILES = {"PDFUA-1", "PDFA-2A"};
    private static final int CONTEXTS = 3;

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ObjectMapper json = new ObjectMapper();
        for (String name : PROFILES) {
            ValidationProfile profile = profile(name);
            for (String file : files) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("file", file);
                line.put("profile", name);
                try {
                    verdict(file, profile, line);
                } catch (Exception error) {
                    line.put("error", error.toString());
                }
                System.out.println(json.writeValueAsString(line));
            }
        }
    }

    private static void verdict(String file, ValidationProfile profile, Map<String, Object> line)
            throws Exception {
        try (PDFAParser parser =
                        Foundries.defaultInstance()
                                .createParser(new File(file), profile.getPDFAFlavour());
                var validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            line.put("assertions", result.getTotalAssertions());
            Map<RuleId, Map<String, Object>> failed = new LinkedHashMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                Map<String, Object> rule =
                        failed.computeIfAbsent(
                                assertion.getRuleId(), id -> failure(id, assertion, result));
                @SuppressWarnings("unchecked")
                List<String> contexts = (List<String>) rule.get("contexts");
                if (contexts.size() < CONTEXTS) {
                    contexts.add(assertion.getLocation().getContext());
                }
            }
            line.put("failed", failed.values());
        }
    }

    private static Map<String, Object> failure(
            RuleId id, TestAssertion assertion, ValidationResult result) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("clause", id.getClause());
        rule.put("test", id.getTestNumber());
        rule.put("description", assertion.getMessage());
        rule.put("count", result.getFailedChecks().get(id));
        rule.put("contexts", new ArrayList<String>());
        return rule;
    }

    // --- the profiles -------------------------------------------------------------------

    private static ValidationProfile profile(String name) throws Exception {
        Element root;
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream xml = Profiles.class.getResourceAsStream(path)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml)
                    .getDocumentElement();
        }
        TreeSet<Rule> rules = new TreeSet<>((a, b) -> id(a).compareTo(id(b)));
        for (Element rule : all(root, "rule")) {
            rules.add(rule(rule));
        }
        TreeSet<Variable> variables =
                new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        for (Element variable : all(root, "variable")) {
            variables.add(
                    Profiles.variableFromValues(
                            variable.getAttribute("name"),
                            variable.getAttribute("object"),
                            text(variable, "defaultValue"),
                            text(variable, "value")));
        }
        return Profiles.profileFromSortedValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, name, "", new java.util.Date(0)),
                "",
                rules,
                variables);
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : all(rule, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
        }
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                Boolean.valueOf(rule.getAttribute("deferred")),
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), arguments),
                List.of());
    }

    private static String id(Rule rule) {
        return rule.getRuleId().getClause() + "-" + rule.getRuleId().getTestNumber();
    }

    private static String text(Element parent, String name) {
        return all(parent, name).get(0).getTextContent();
    }

    private static List<Element> all(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int place = 0; place < found.getLength(); place++) {
            elements.add((Element) found.item(place));
        }
        return elements;
    }
}
