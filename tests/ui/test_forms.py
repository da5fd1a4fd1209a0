from django import forms
from django.template.loader import render_to_string


class PersonForm(forms.Form):
    name = forms.CharField(help_text="As they write it.")
    how = forms.ChoiceField(choices=[("d", "That day"), ("m", "That month")], widget=forms.RadioSelect)
    vouch = forms.BooleanField(label="Would vouch", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(form: forms.Form) -> str:
    return render_to_string("ui/_form.html", {"form": form})


def test_a_field_is_tied_to_its_label_help_and_errors() -> None:
    html = drawn(PersonForm({"name": "", "how": "d"}))

    assert '<label for="id_name">Name</label>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<div class="help" id="id_name_helptext">As they write it.</div>' in html
    assert '<ul class="errors" id="id_name_error"><li>This field is required.</li></ul>' in html


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = drawn(PersonForm())

    assert html.count("<fieldset") == 1
    assert "<legend>How</legend>" in html


def test_a_box_comes_before_its_label() -> None:
    html = drawn(PersonForm())

    assert html.index('id="id_vouch"') < html.index('<label for="id_vouch">')


def test_hidden_fields_have_no_label() -> None:
    html = drawn(PersonForm())

    assert html.count('name="token"') == 1
    assert 'for="id_token"' not in html


def test_errors_of_the_whole_form_are_announced_and_escaped() -> None:
    form = PersonForm({"name": "Ada", "how": "d"})
    form.add_error(None, "No <b>such</b> person.")

    html = drawn(form)

    assert '<div class="form-errors" role="alert">' in html
    assert "No &lt;b&gt;such&lt;/b&gt; person." in html
