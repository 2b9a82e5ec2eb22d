from django.urls import path

from xingjia.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.campaigns, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.campaign, name="campaign"),
    path("<int:pk>/behind/", views.behind, name="behind"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/stages/<int:number>/", views.stage, name="stage"),
    path("<int:pk>/duty/", views.duty, name="duty"),
    path("<int:pk>/mobilised/", views.mobilised, name="mobilised"),
    path("<int:pk>/mobilised/places/", views.mobilise, name="mobilise"),
    path("<int:pk>/pledges/", views.pledges, name="pledges"),
    path("<int:pk>/pledges.docx", views.pledge_papers, name="pledge_papers"),
    path("<int:pk>/pledges/<str:code>/", views.pledge, name="pledge"),
    path("<int:pk>/reminder/", views.reminder, name="reminder"),
    path("<int:pk>/reminder.png", views.picture, name="picture"),
    path("<int:pk>/reminder.docx", views.letter, name="letter"),
    path("<int:pk>/results/", views.result, name="result"),
    path("<int:pk>/examples/", views.examples, name="examples"),
    path("examples/<int:pk>/end/", views.end, name="end"),
    path("member/<int:pk>/person/", views.hand_over, name="hand_over"),
    path("member/<int:pk>/exclude/", views.exclude, name="exclude"),
    path("member/<int:pk>/example/", views.example, name="example"),
]
