from django.urls import path

from xingjia.portal import views
from xingjia.portal.log.views import log
from xingjia.portal.may.views import may, may_of
from xingjia.portal.parameters import views as parameters
from xingjia.portal.running.views import running
from xingjia.portal.standing import views as standing
from xingjia.portal.tree import views as tree

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("coverage/", views.coverage_home, name="coverage_home"),
    path("coverage/<str:code>/", views.coverage, name="coverage"),
    path("coverage/<str:code>/<str:measure>/", views.counted, name="counted"),
    path("coverage/<str:code>/standard/<str:standard>/", standing.standard, name="standard"),
    path("coverage/<str:code>/unions/<str:standard>/", standing.matrix, name="matrix"),
    path("todo/<str:code>/", standing.todo, name="todo"),
    path("todo/<str:code>/reminder/", standing.reminder, name="reminder"),
    path("todo/<str:code>/reminder/picture/", standing.reminder_picture, name="reminder_picture"),
    path("todo/<str:code>/reminder/letters/", standing.reminder_letters, name="letters"),
    path("why/<int:pk>/hung/", standing.hung, name="hung"),
    path("why/<int:pk>/done/", standing.done, name="done"),
    path("why/<int:pk>/", standing.why_home, name="why_home"),
    path("why/<int:pk>/<str:code>/", standing.why, name="why"),
    path("tree/", tree.tree_home, name="tree_home"),
    path("tree/<str:code>/", tree.tree, name="tree"),
    path("tree/<str:code>/<str:what>/", tree.tree_change, name="tree_change"),
    path("parameters/", parameters.parameters_home, name="parameters_home"),
    path("parameters/<str:code>/", parameters.parameters, name="parameters"),
    path("parameters/<str:code>/<str:name>/", parameters.parameter, name="parameter"),
    path("log/", log, name="log"),
    path("may/", may, name="may"),
    path("may/<int:pk>/", may_of, name="may_of"),
    path("running/", running, name="running"),
]
